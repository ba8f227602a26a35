//! A move's page: what it is, whether everybody is covered, what comes next, what it costs, its steps and tasks. Called by the
//! server's pages of moves. The picture of seats over time comes ready from the report, which alone draws it.

use crate::{
    cell::{Cell, Link, Value},
    dashboard::Cover,
    html::Html,
    list::Column,
    page::Head,
    part::{At, Button, Fact, Facts, Part},
    shell::Shell,
    subscription::table,
};
use askama::Template;
use nahtlos_model::instants::Instant;

/// A move's page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Move {
    /// Customer, state, what comes next as the lead, and what can be done.
    pub head: Head,
    /// Whether everybody is covered now.
    pub cover_now: Cover,
    /// Whether everybody is covered to the end of the plan.
    pub cover_end: Cover,
    /// Why it stands still, the latest first.
    pub halts: Vec<Halt>,
    /// What people have to do.
    pub tasks: Vec<Task>,
    /// What it costs, as soon as there is a plan.
    pub money: Option<Money>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// The picture of seats and licences over time.
    pub picture: Option<Html>,
    /// The steps of the plan in force.
    pub steps: Vec<Step>,
    /// The journal's page.
    pub journal: Option<Link>,
    /// The plan and the evidence, to download.
    pub evidence: Vec<Link>,
    /// The path that the page is fetched again from while it is seen; empty: never.
    pub live: String,
}

/// Why a move stands still.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Halt {
    /// When it stopped.
    pub at: Instant,
    /// Why.
    pub why: String,
    /// The first counter-example; empty: there is none.
    pub counter: String,
    /// What can be done.
    pub buttons: Vec<Button>,
}

/// What somebody has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    /// Once per page: the task's number or id.
    pub id: String,
    /// Who.
    pub who: String,
    /// What, ready to be handed on.
    pub text: String,
    /// By when.
    pub due: Value,
    /// The button that says that it is done, for whoever may.
    pub done: Option<Button>,
}

/// What a move costs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Money {
    /// By the plan.
    pub cost: Value,
    /// Without one: everything bought on the first day.
    pub naive: Value,
    /// What is saved.
    pub saved: Value,
    /// What is paid twice.
    pub twice: Value,
    /// Where the numbers come from.
    pub report: Option<Link>,
}

/// A step of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub number: i64,
    /// What is done, with details below.
    pub what: Cell,
    /// When it is due.
    pub due: Value,
    /// Its state, with what was seen below.
    pub state: Cell,
    /// What is done where it has to be decided.
    pub link: Option<Link>,
}

impl Move {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let halts = self.halts.iter().map(|halt| crate::part::buttons_html(&halt.buttons, at)).collect();
        let dones = self
            .tasks
            .iter()
            .map(|task| crate::part::buttons_html(task.done.as_slice(), at))
            .collect();
        let body = Html::of(&View {
            at,
            m: self,
            head: self.head.html(at),
            halts,
            dones,
            money: self.money.as_ref().map(|money| money.part(at).html(at)).unwrap_or_default(),
            facts: self.facts_part(at),
            steps: self.steps_part(at).html(at),
        });
        shell.frame(&self.head.title, Vec::new(), body)
    }

    fn facts_part(&self, at: &At) -> Html {
        if self.facts.is_empty() {
            return Html::default();
        }
        let facts = Facts {
            title: at.say("pages-move-facts"),
            facts: self.facts.clone(),
        };
        Part::Facts(facts).html(at)
    }

    fn steps_part(&self, at: &At) -> Part {
        let columns = vec![
            Column::number(at.say("pages-move-step")),
            Column::text(at.say("pages-what")),
            Column::text(at.say("pages-move-due")),
            Column::text(at.say("pages-state")),
            Column::text(at.say("pages-move-more")),
        ];
        let row = |step: &Step| {
            vec![
                Cell::new(Value::Number(step.number)),
                step.what.clone(),
                Cell::new(step.due.clone()),
                step.state.clone(),
                Cell::new(step.link.clone().map_or(Value::Nothing, Value::Link)),
            ]
        };
        let rows = self.steps.iter().map(row).collect();
        table("steps", at.say("pages-move-steps"), columns, rows, at.say("pages-move-no-steps"))
    }
}

impl Money {
    fn part(&self, at: &At) -> Part {
        let fact = |key: &str, value: &Value| Fact::new(at.say(key), value.clone());
        let mut cost = fact("pages-move-cost", &self.cost);
        cost.link = self.report.clone();
        Part::Facts(Facts {
            title: at.say("pages-move-money"),
            facts: vec![
                cost,
                fact("pages-move-naive", &self.naive),
                fact("pages-move-saved", &self.saved),
                fact("pages-move-twice", &self.twice),
            ],
        })
    }
}

#[derive(Template)]
#[template(path = "move.html", whitespace = "minimize")]
struct View<'a> {
    at: &'a At<'a>,
    m: &'a Move,
    head: Html,
    halts: Vec<Html>,
    dones: Vec<Html>,
    money: Html,
    facts: Html,
    steps: Html,
}
