//! What the readers of exports yield, source by source undone: people, subscriptions, SKUs with
//! their counts, groups. Filled by `graph` and `sheets`, read by the modules that build the estate.
//! One compact record per thing; nothing of a file's text is kept.

use super::values::When;
use crate::problem::Problem;
use nahtlos_model::{
    estate::{License, SubscriptionStatus},
    ids::{ServicePlanId, SkuId},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    rc::Rc,
};

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: Rc<str>,
    pub(crate) line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The kinds of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Skus,
    Subscriptions,
    Users,
    Groups,
}

impl Kind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Skus => "subscribedSkus",
            Self::Subscriptions => "directory/subscriptions",
            Self::Users => "users",
            Self::Groups => "groups",
        }
    }
}

/// An assignment that gives no licence, or one that is in trouble.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Failed {
    pub(crate) sku: SkuId,
    pub(crate) group: Option<Rc<str>>,
    pub(crate) state: String,
    pub(crate) error: String,
}

/// A user of the directory.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) upn: String,
    pub(crate) location: Option<String>,
    pub(crate) blocked: bool,
    pub(crate) guest: bool,
    /// One per SKU, by SKU.
    pub(crate) licenses: Vec<License>,
    /// SKUs held through a group and directly as well.
    pub(crate) also_direct: Vec<SkuId>,
    /// SKUs held through more than one group.
    pub(crate) several_groups: Vec<SkuId>,
    pub(crate) failed: Vec<Failed>,
    /// SKUs whose states and assigned licences do not go together.
    pub(crate) mismatched: Vec<SkuId>,
    /// Whether the assignment states were exported.
    pub(crate) has_states: bool,
    pub(crate) place: Place,
}

impl Person {
    /// Whether two records say the same.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        (
            &self.upn,
            &self.location,
            self.blocked,
            self.guest,
            &self.licenses,
            &self.also_direct,
            &self.several_groups,
            &self.failed,
        ) == (
            &other.upn,
            &other.location,
            other.blocked,
            other.guest,
            &other.licenses,
            &other.also_direct,
            &other.several_groups,
            &other.failed,
        )
    }
}

/// A user of the admin center's export, whose licences are names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedPerson {
    pub(crate) id: String,
    pub(crate) upn: String,
    pub(crate) location: Option<String>,
    pub(crate) blocked: bool,
    pub(crate) deleted: bool,
    /// The cell `Licenses`, as it stands.
    pub(crate) licenses: Rc<str>,
    pub(crate) place: Place,
}

/// A row of `directory/subscriptions`.
#[derive(Debug, Clone)]
pub(crate) struct SubscriptionRow {
    pub(crate) id: String,
    /// The id by which the commerce side knows it.
    pub(crate) commerce_id: Option<String>,
    pub(crate) sku: SkuId,
    pub(crate) string_id: String,
    pub(crate) seats: Option<u32>,
    pub(crate) start: When,
    pub(crate) end: When,
    pub(crate) status: SubscriptionStatus,
    pub(crate) trial: bool,
    pub(crate) owner_tenant: Option<String>,
    pub(crate) owner_type: Option<String>,
    /// Every service plan in it is company-wide.
    pub(crate) company: bool,
    pub(crate) place: Place,
}

impl SubscriptionRow {
    /// Whether two rows say the same, as far as both versions of the export carry it.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        (
            &self.commerce_id,
            self.sku,
            self.seats,
            self.start,
            self.end,
            self.status,
            self.trial,
            &self.owner_tenant,
        ) == (
            &other.commerce_id,
            other.sku,
            other.seats,
            other.start,
            other.end,
            other.status,
            other.trial,
            &other.owner_tenant,
        )
    }
}

/// Seats by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Seats {
    pub(crate) enabled: u32,
    pub(crate) warning: u32,
    pub(crate) suspended: u32,
    pub(crate) locked_out: u32,
}

/// What an export says about a SKU as a whole.
#[derive(Debug, Clone)]
pub(crate) struct SkuRow {
    pub(crate) sku: SkuId,
    pub(crate) string_id: String,
    pub(crate) status: Option<SubscriptionStatus>,
    pub(crate) consumed: Option<u32>,
    /// Absent in a PowerShell table, whose nested columns are type names.
    pub(crate) seats: Option<Seats>,
    pub(crate) company: bool,
    pub(crate) subscription_ids: Vec<String>,
    /// From the licences export.
    pub(crate) renewal: When,
    /// Total and not in good standing can be told apart, but not further.
    pub(crate) coarse: bool,
    pub(crate) place: Place,
}

/// A row of the licences export, whose SKU is a name.
#[derive(Debug, Clone)]
pub(crate) struct NamedSku {
    pub(crate) name: String,
    pub(crate) total: u32,
    pub(crate) expired: u32,
    pub(crate) assigned: u32,
    pub(crate) renewal: When,
    pub(crate) place: Place,
}

/// A group with its licences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GroupRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) licenses: BTreeMap<SkuId, BTreeSet<ServicePlanId>>,
    pub(crate) place: Place,
}

/// Pages of a kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pages {
    pub(crate) pages: usize,
    pub(crate) with_next: usize,
    /// The last file whose page says that another follows.
    pub(crate) file: Option<Rc<str>>,
}

/// Everything read.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) people: Vec<Person>,
    pub(crate) person_by_id: HashMap<String, usize>,
    pub(crate) repeated: BTreeSet<String>,
    pub(crate) named_people: Vec<NamedPerson>,
    pub(crate) subscriptions: Vec<SubscriptionRow>,
    pub(crate) skus: Vec<SkuRow>,
    pub(crate) named_skus: Vec<NamedSku>,
    pub(crate) groups: BTreeMap<String, GroupRow>,
    /// Switched-off plans that members' states show, by group and SKU.
    pub(crate) group_states: BTreeMap<(Rc<str>, SkuId), BTreeSet<ServicePlanId>>,
    pub(crate) pages: BTreeMap<Kind, Pages>,
    /// Tenants that the exports are of: id and name.
    pub(crate) tenants: BTreeMap<String, String>,
    /// A list of that kind was given, even an empty one.
    pub(crate) given: BTreeSet<Kind>,
    interned: BTreeSet<Rc<str>>,
}

impl Gathered {
    /// One copy of a text that many records share.
    pub(crate) fn intern(&mut self, text: &str) -> Rc<str> {
        if let Some(known) = self.interned.get(text) {
            return Rc::clone(known);
        }
        let new: Rc<str> = Rc::from(text);
        self.interned.insert(Rc::clone(&new));
        new
    }

    /// Adds a user; the same user twice counts once, with different data is refused.
    pub(crate) fn add_person(&mut self, person: Person) -> Result<(), Problem> {
        let Some(known) = self.person_by_id.get(&person.id) else {
            self.person_by_id.insert(person.id.clone(), self.people.len());
            self.people.push(person);
            return Ok(());
        };
        let first = &self.people[*known];
        if !first.says_the_same(&person) {
            let message = format!(
                "The user {} is also in {}, with other data.",
                crate::problem::quoted(&person.id),
                first.place
            );
            let mend = "Give one export of one day, without pages of another; take one of the two out.";
            return Err(Problem::error(&*person.place.file, "userTwice", message, mend)
                .at(person.place.line, 1)
                .found(&person.id));
        }
        self.repeated.insert(person.id);
        Ok(())
    }

    /// Adds a group; the same group twice counts once, with different data is refused.
    pub(crate) fn add_group(&mut self, group: GroupRow) -> Result<(), Problem> {
        if let Some(first) = self.groups.get(&group.id) {
            if (&first.name, &first.licenses) == (&group.name, &group.licenses) {
                return Ok(());
            }
            let message = format!(
                "The group {} is also in {}, with other data.",
                crate::problem::quoted(&group.id),
                first.place
            );
            let mend = "Give one export of one day; take one of the two out.";
            return Err(Problem::error(&*group.place.file, "groupTwice", message, mend)
                .at(group.place.line, 1)
                .found(&group.id));
        }
        self.groups.insert(group.id.clone(), group);
        Ok(())
    }
}
