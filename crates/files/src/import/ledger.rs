//! Findings and questions as they come up, with what several places ask gathered into one. Used by
//! every module that builds the estate; `finish` puts them in a fixed order.

use super::{
    finding::{Finding, FindingCode},
    question::{Question, QuestionCode},
};
use nahtlos_model::ids::SkuId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A product name that no single SKU has.
#[derive(Debug, Default)]
pub(crate) struct OpenName {
    pub(crate) candidates: Vec<SkuId>,
    /// Users who hold it.
    pub(crate) users: Vec<String>,
    /// What the licences export says of it.
    pub(crate) facts: String,
}

/// Findings and questions.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) findings: Vec<Finding>,
    pub(crate) questions: Vec<Question>,
    /// SKUs of which some subscription is left out, so that sums say nothing.
    pub(crate) unsettled: BTreeSet<SkuId>,
    /// Where each question stands, so that the same one is asked once.
    asked: HashMap<(QuestionCode, String, String), usize>,
    /// By name as written.
    pub(crate) names: BTreeMap<String, OpenName>,
}

impl Ledger {
    pub(crate) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A finding about several subjects, unless there are none.
    pub(crate) fn find_of(&mut self, code: FindingCode, what: &str, subjects: Vec<String>) {
        if !subjects.is_empty() {
            self.find(Finding::of(code, what, subjects));
        }
    }

    /// Asks, or adds the subjects to the same question asked before.
    pub(crate) fn ask(&mut self, question: Question) {
        let key = (question.code, question.table.clone(), question.key.clone());
        if let Some(asked) = self.asked.get(&key).and_then(|i| self.questions.get_mut(*i)) {
            asked.required |= question.required;
            asked.subjects.extend(question.subjects);
            return;
        }
        self.asked.insert(key, self.questions.len());
        self.questions.push(question);
    }

    /// The questions about product names; findings by kind and code, questions with what is required first.
    pub(crate) fn finish(&mut self) {
        for (name, open) in std::mem::take(&mut self.names) {
            let mut question = Question::new(QuestionCode::ProductName, "products".to_owned(), &super::template::toml_text(&name));
            question.choices = open.candidates.iter().map(|sku| format!("\"{sku}\"")).collect();
            question.subject = name.clone();
            question.facts = open.facts;
            question.subjects = open.users.clone();
            self.ask(question);
            if !open.users.is_empty() {
                self.find(Finding::of(FindingCode::LicenseLeftOut, "users", open.users).text("name", name));
            }
        }
        self.findings.sort_by_key(|f| (f.kind, f.code()));
        self.questions.sort_by_key(|q| (!q.required, q.code));
    }
}
