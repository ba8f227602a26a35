//! What is needed to say what a change of licences means: the customer's licences and people as they are, and the pages' parts that tell it.

use super::{
    customers::Known,
    frame::Trouble,
    inside::Refused,
    licences_told::{Fate, Held, Licence, Person, Wanted},
    lists::{Table, only_shown},
    visit::Visit,
};
use crate::api::answer::Answer;
use nahtlos_pages::{Cell, CustomerTab, Link, Note, Part, Tone, Value};
use nahtlos_report::Args;
use nahtlos_wire::{Collection, graph::users::User, licenses::SubscribedSku};

/// What is read of a user.
pub(super) const FIELDS: &str = "id,userPrincipalName,displayName,usageLocation,assignedLicenses,licenseAssignmentStates";

/// The customer, and the licences of its tenant.
pub(super) struct Ground {
    pub(super) known: Known,
    pub(super) licences: Vec<Licence>,
}

impl Ground {
    pub(super) async fn of(visit: &Visit) -> Result<Self, Trouble> {
        let known = Known::of(visit).await?;
        let pools = visit.get(format!("/v1/customers/{}/subscribedskus", known.id));
        let pools: Collection<SubscribedSku> = pools.read().await?;
        let mut licences: Vec<Licence> = pools.items.into_iter().filter_map(licence).collect();
        licences.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { known, licences })
    }

    pub(super) fn page(&self, visit: &Visit, status: u16, parts: Vec<Part>) -> Answer {
        let mut answer = self.known.page(visit, CustomerTab::Users, parts);
        answer.status = status;
        answer
    }

    pub(super) fn name(&self, sku: Option<&str>) -> String {
        let found = self.licences.iter().find(|one| Some(one.sku.as_str()) == sku);
        found.map(|one| one.name.clone()).unwrap_or_default()
    }
}

fn licence(pool: SubscribedSku) -> Option<Licence> {
    let sku = pool.product_sku?;
    let plans = pool.service_plans.unwrap_or_default().into_iter();
    let plans = plans.filter(|plan| plan.target_type.as_deref() != Some("Tenant"));
    Some(Licence {
        sku: sku.id?.to_ascii_lowercase(),
        name: sku.name.or(sku.sku_part_number).unwrap_or_default(),
        free: pool.active_units.unwrap_or(0) - pool.consumed_units.unwrap_or(0),
        plans: plans
            .filter_map(|plan| Some((plan.id?.to_ascii_lowercase(), plan.display_name.or(plan.service_name)?)))
            .collect(),
    })
}

pub(super) fn person(user: User) -> Person {
    let small = |text: Option<String>| text.unwrap_or_default().to_ascii_lowercase();
    let states = user.license_assignment_states.unwrap_or_default();
    let of = |sku: &str| {
        let of = states
            .iter()
            .filter(|state| state.sku_id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(sku)));
        let groups: Vec<Option<String>> = of.map(|state| state.assigned_by_group.clone()).collect();
        let direct = groups.is_empty() || groups.contains(&None);
        (direct, groups.into_iter().flatten().map(|id| id.to_ascii_lowercase()).collect())
    };
    let held = user.assigned_licenses.unwrap_or_default().into_iter().map(|one| {
        let sku = small(one.sku_id);
        let (direct, groups) = of(&sku);
        Held {
            direct,
            groups,
            disabled: one
                .disabled_plans
                .unwrap_or_default()
                .iter()
                .map(|id| id.to_ascii_lowercase())
                .collect(),
            sku,
        }
    });
    Person {
        held: held.collect(),
        id: user.id.unwrap_or_default(),
        user: user.user_principal_name.unwrap_or_default(),
        name: user.display_name.unwrap_or_default(),
        located: user.usage_location.is_some_and(|place| !place.is_empty()),
    }
}

/// Who may not look into the directory sees why.
pub(super) async fn closed(visit: &Visit, refused: Refused) -> Result<Answer, Trouble> {
    let note = Note {
        tone: Tone::Wait,
        sentence: refused.sentence,
        link: None,
    };
    let known = Known::of(visit).await?;
    Ok(known.page(visit, CustomerTab::Users, vec![Part::Note(note)]))
}

/// What a change means, for a page.
pub(super) struct Meaning {
    /// What is told of it.
    pub(super) parts: Vec<Part>,
    /// For how many something changes.
    pub(super) changes: i64,
    /// How many of them lose something.
    pub(super) losers: i64,
    /// There are fewer free seats than are needed.
    pub(super) short: bool,
}

impl Ground {
    /// Seats that are needed, who loses something, and the table of everybody.
    pub(super) fn meaning(&self, visit: &Visit, wanted: &Wanted, fates: &[(&Person, Fate)]) -> Meaning {
        let count = |which: fn(&Fate) -> bool| i64::try_from(fates.iter().filter(|(_, fate)| which(fate)).count()).unwrap_or_default();
        let changes = count(|fate| matches!(fate, Fate::Changes { .. }));
        let seats = count(|fate| matches!(fate, Fate::Changes { adds: true, .. }));
        let losers = count(|fate| matches!(fate, Fate::Changes { loses, .. } if !loses.is_empty()));
        let given = self.licences.iter().find(|one| Some(&one.sku) == wanted.add.as_ref());
        let free = given.map_or(0, |one| one.free);
        let mut table = Table::new(visit, "licences-preview", "desk-licences-preview-title")
            .text(visit, "user")
            .text(visit, "loses")
            .text(visit, "gains")
            .empty(visit.say("desk-licences-fate-nothing"), None);
        for (one, fate) in fates {
            table.row(row(visit, one, fate));
        }
        let note = |tone: Tone, sentence: String, link: Option<Link>| Part::Note(Note { tone, sentence, link });
        let mut parts = Vec::new();
        let short = seats > free;
        if short {
            let order = Link::new(visit.say("desk-new-order"), format!("/customers/{}/orders/new", self.known.id));
            let args = Args::new()
                .count("count", seats)
                .count("free", free)
                .text("name", self.name(wanted.add.as_deref()));
            parts.push(note(Tone::Bad, visit.texts().fill("desk-licences-short", args), Some(order)));
        }
        parts.push(match losers {
            0 => note(Tone::Good, visit.say("desk-licences-nobody-loses"), None),
            _ => note(Tone::Wait, visit.say_count("desk-licences-losers", losers), None),
        });
        parts.push(only_shown(table.part(visit)));
        Meaning {
            parts,
            changes,
            losers,
            short,
        }
    }
}

fn row(visit: &Visit, one: &Person, fate: &Fate) -> Vec<Cell> {
    let who = Cell::text(&one.name).below(&one.user);
    let said = |key: &str| vec![who.clone(), Cell::text(visit.say(key)), Cell::new(Value::Nothing)];
    let services = |names: &[String]| match names {
        [] => Cell::new(Value::Nothing),
        names => {
            Cell::text(visit.say_count("desk-licences-services", i64::try_from(names.len()).unwrap_or_default())).below(names.join(", "))
        }
    };
    match fate {
        Fate::Changes { gains, loses, .. } => vec![who, services(loses), services(gains)],
        Fate::Nothing => said("desk-licences-fate-nothing"),
        Fate::ByGroup => said("desk-licences-fate-group"),
        Fate::NoPlace => said("desk-licences-fate-place"),
    }
}
