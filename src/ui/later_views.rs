use super::case::draw_case;
use super::cisas::result_panel;
use super::feedback::summary_panel;
use super::form::{
    check_answers, file_list, file_remark, receipt, save_draft_parts, saved_drafts_list,
};
use super::page_state::{LaterOutside, LaterViews, actions};
use crate::domain::complaint::suggest_email;
use crate::view_model::self_check::check_problems;
use crate::view_model::{Announcement, Journey, LinesView, PageData, form_problems};

/// Everything that comes later, with what the browser has to do.
pub const fn later_views(outside: LaterOutside) -> LaterViews {
    LaterViews {
        check_answers,
        receipt,
        check_result: result_panel,
        saved_drafts: saved_drafts_list,
        file_list,
        file_remark,
        save_draft: save_draft_parts,
        review: actions::review,
        check_again: Journey::check_again,
        clear_fixed: actions::clear_fixed,
        form_problems,
        check: actions::check,
        follow_link: actions::follow_link,
        check_problems,
        suggest_email,
        announcement: Announcement::words,
        lines: |PageData { page, holidays }, now| LinesView::new(page, holidays, now),
        look_at_line: actions::look_at_line,
        translate: actions::translate,
        error_summary: summary_panel,
        draw_case,
        outside,
    }
}
