use chrono::Weekday;
use serde_json::{Value, json};

use crate::copy::{BlockCopy, PageCopy};

/// What a search engine reads of the page: how to reach the company, and the questions it answers.
///
/// JSON-LD that can stand in a `<script>`: it holds no `<`.
///
/// # Source
///
/// schema.org: Organization, ContactPoint, OpeningHoursSpecification, FAQPage.
pub fn structured_data(page: &PageCopy) -> String {
    let questions: Vec<Value> = page
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| {
            let BlockCopy::Questions(questions) = block else {
                return None;
            };
            Some(questions)
        })
        .flatten()
        .map(|question| {
            json!({
                "@type": "Question",
                "name": question.question.as_str(),
                "acceptedAnswer": { "@type": "Answer", "text": question.answer.plain() },
            })
        })
        .collect();
    let mut graph = vec![organisation(page)];
    if !questions.is_empty() {
        graph.push(json!({
            "@type": "FAQPage",
            "name": page.page.title.as_str(),
            "description": page.page.description.as_str(),
            "inLanguage": page.language,
            "mainEntity": questions,
        }));
    }
    json!({ "@context": "https://schema.org", "@graph": graph })
        .to_string()
        .replace('<', "\\u003c")
}

fn organisation(page: &PageCopy) -> Value {
    let lines = &page.facts.lines;
    let time = |time: chrono::NaiveTime| time.to_string()[..5].to_owned();
    json!({
        "@type": "Organization",
        "name": page.facts.company,
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "customer service",
            "telephone": international(&page.facts.phone),
            "areaServed": "GB",
            "availableLanguage": page.language,
            "hoursAvailable": {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": days(lines.first_day(), lines.last_day()),
                "opens": time(lines.opens()),
                "closes": time(lines.closes()),
            },
        },
    })
}

/// The names that schema.org gives to a run of weekdays.
fn days(first: Weekday, last: Weekday) -> Vec<String> {
    let run = std::iter::successors(Some(first), |day| Some(day.succ())).take(7);
    let mut days = Vec::new();
    for day in run {
        let name = match day {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        };
        days.push(["https://schema.org/", name].concat());
        if day == last {
            break;
        }
    }
    days
}

/// A British phone number as it is dialled from abroad.
fn international(phone: &str) -> String {
    match phone.strip_prefix('0') {
        Some(rest) => ["+44 ", rest].concat(),
        None => phone.to_owned(),
    }
}
