use super::case::draw_case;
use super::cisas::result_panel;
use super::form::{check_answers, file_list, receipt, saved_drafts_list};
use super::page_state::{CaseOpening, LaterViews, PageState, Pending};
use crate::domain::complaint::AttachmentDraft;
use crate::view_model::Task;

/// Every view that comes later, with what the browser has to do.
pub const fn later_views(
    run: fn(PageState, Task),
    keep_files: fn(Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>,
    draw_pictures: fn(Vec<(u32, web_sys::HtmlCanvasElement)>),
    case: &'static CaseOpening,
) -> LaterViews {
    LaterViews {
        check_answers,
        receipt,
        check_result: result_panel,
        saved_drafts: saved_drafts_list,
        file_list,
        save_draft: |state| {
            state.read_controls();
            let (page, now) = (state.page, state.clock());
            state.act_on_saved(|saved, journey| saved.save(journey, page, now));
        },
        run,
        keep_files,
        draw_pictures,
        case,
        draw_case,
    }
}
