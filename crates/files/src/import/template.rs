//! The answers file as a template: every open question with what is asked, why, and what may be
//! answered, its value empty. Written for people, so nothing has to be uncommented: a key without its
//! table's header would answer for another subscription. `answers` reads it as it is.
//! The sentences of another language come from whoever calls [`write_with`].

use super::question::{Question, QuestionCode};
use std::{collections::HashMap, fmt::Write};

/// A text as TOML writes it, in quotation marks.
pub(crate) fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What is asked and why, in English.
pub fn english(code: QuestionCode) -> &'static str {
    match code {
        QuestionCode::CustomerId => "Which tenant is it? The customer's tenant id.",
        QuestionCode::CustomerName => "What is the customer's company called?",
        QuestionCode::CustomerCountry => {
            "Which country is the customer in? It is the market of the price list: two letters, such as \"DE\"."
        }
        QuestionCode::CustomerCurrency => "Which currency does the customer pay in? Three letters, such as \"EUR\".",
        QuestionCode::ProductName => {
            "Which SKU is it? Not exactly one SKU of the products file has this name. A SKU id, or \"none\" if it is no licence."
        }
        QuestionCode::Owner => "Who is this tenant? It sold subscriptions, and is neither you nor a partner you named.",
        QuestionCode::Channel => "Where was it bought? The export names no owner.",
        QuestionCode::OwnTenantChannel => {
            "Where was it bought? The export names the customer's own tenant as owner, which no reseller does."
        }
        QuestionCode::Description => "Which description counts? The exports describe it in different ways.",
        QuestionCode::Quantity => "How many seats has it? The export does not say.",
        QuestionCode::End => "When does it end? The first day without it, such as 2027-01-31, or \"none\". The export does not say.",
        QuestionCode::Start => "When did it begin? A day such as 2026-01-31. Unknown counts as long ago.",
        QuestionCode::AutoRenew => {
            "Does it renew by itself at its end? Unknown counts as renewing when deadlines are set, and stays a risk."
        }
        QuestionCode::TermDuration => "Which term has it?",
        QuestionCode::Generation => "Which generation of the vendor's commerce is it? Unanswered counts as newCommerce.",
    }
}

/// The template in English.
pub(crate) fn write(questions: &[Question]) -> String {
    let head = [
        "Answers to what the exports leave open.",
        "Fill in what you know between the quotation marks; an empty value \"\" leaves the question open.",
        "Then import again with --answers and this file. What is required comes with \"required\".",
        "What stands under [defaults] holds for every paid subscription that says nothing itself, its channel for trials and free ones too.",
    ];
    write_with(questions, &head, &|question| {
        let mut lines = vec![format!(
            "{}{}",
            if question.required { "required: " } else { "" },
            english(question.code)
        )];
        if !question.choices.is_empty() {
            lines.push(format!("Possible: {}", question.choices.join(", ")));
        }
        lines
    })
}

/// The template with sentences of the caller's: `head` for the whole file, `say` for each question.
pub fn write_with(questions: &[Question], head: &[&str], say: &dyn Fn(&Question) -> Vec<String>) -> String {
    let mut out = String::new();
    let prose = |out: &mut String, text: &str| {
        for line in text.lines() {
            let clean: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let _ = writeln!(out, "# {clean}");
        }
    };
    for line in head {
        prose(&mut out, line);
    }
    if questions.iter().any(|q| q.table.starts_with("subscriptions.")) {
        out.push('\n');
        out.push_str("[defaults]\n");
        for key in ["channel", "generation", "autoRenew", "termDuration", "billingCycle"] {
            let _ = writeln!(out, "{key} = \"\"");
        }
    }
    let mut tables: Vec<(&str, Vec<&Question>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for question in questions {
        let place = *places.entry(&question.table).or_insert_with(|| {
            tables.push((&question.table, Vec::new()));
            tables.len() - 1
        });
        tables[place].1.push(question);
    }
    for (table, of_table) in tables {
        out.push('\n');
        if table != "products"
            && let Some(first) = of_table.first()
            && !first.facts.is_empty()
        {
            prose(&mut out, &first.facts);
        }
        let _ = writeln!(out, "[{table}]");
        for question in of_table {
            if table == "products" {
                prose(&mut out, &question.facts);
            }
            for line in say(question) {
                prose(&mut out, &line);
            }
            let _ = writeln!(out, "{} = \"\"", question.key);
            if question.code == QuestionCode::Owner {
                out.push_str("name = \"\"\n");
            }
        }
    }
    out
}
