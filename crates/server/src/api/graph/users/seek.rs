//! Finds the users of a list: by an index where the filter allows, else by walking through the tenant, so many at a time.
//!
//! A page may come out short, even empty, and still lead on: what one request may read is bounded, whatever the filter.

use super::props::USER;
use crate::api::{
    context::View,
    graph::{
        odata::{Options, expr::Expr},
        said,
    },
    problem::Problem,
};
use nahtlos_engine::{
    Halt, Reading,
    users::{UserOrder, UserPlace},
};
use nahtlos_model::{directory::User, ids::SkuId};

/// Users that one page may read.
const READ_MOST: usize = 5_000;
/// Users that one count may read.
const COUNT_MOST: usize = 100_000;
/// Users read at a time.
const CHUNK: usize = 500;

/// A page of users, and the place after it if there is more.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub users: Vec<User>,
    pub next: Option<Vec<String>>,
}

/// How users are come by.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    /// One by one: the filter names them.
    Named(Vec<String>),
    /// Those who hold a licence.
    Holders(SkuId),
    /// All, in order of ids.
    All,
    /// All, in another order.
    Sorted(UserOrder, bool),
    /// Members of a group.
    Members(String),
    /// Members of a group for whom one of its licences does not work.
    AtFault(String),
    /// Deleted ones.
    Deleted,
}

impl Way {
    /// The best way to the present users that a filter leaves, in the order asked for.
    pub(crate) fn of(options: &Options<User>) -> Self {
        let filter = options.filter.as_ref();
        let one_of = |name| filter.and_then(|f| f.one_of(name));
        if let Some(names) = one_of("userPrincipalName").or_else(|| one_of("id")) {
            let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            names.sort_unstable();
            names.dedup();
            return Self::Named(names);
        }
        match options.order {
            Some(("userPrincipalName", down)) => return Self::Sorted(UserOrder::Name, down),
            Some((_, down)) => return Self::Sorted(UserOrder::DisplayName, down),
            None => {}
        }
        let sku = filter.and_then(|f| f.element("assignedLicenses", "skuId"));
        match sku.and_then(|text| text.parse().ok()) {
            Some(sku) => Self::Holders(sku),
            None => Self::All,
        }
    }
}

/// A page of users.
pub(crate) async fn page(reading: &mut Reading, view: &View, options: &Options<User>, way: Way) -> Result<Page, Problem> {
    let filter = options.filter.as_ref();
    if let Way::Named(names) = &way {
        return Ok(cut(named(reading, view, options, names).await?, options));
    }
    let mut walk = Walk {
        way,
        after: options.after.clone().unwrap_or_default(),
        read: 0,
    };
    let mut page = Page::default();
    loop {
        let (chunk, whole) = walk.chunk(reading, options.top).await?;
        for user in chunk {
            if !USER.fits(&user, view, filter) {
                continue;
            }
            if page.users.len() == options.top {
                // One more than a page: the list goes on behind the last of the page.
                page.next = page.users.last().map(|last| walk.place(last));
                return Ok(page);
            }
            page.users.push(user);
        }
        if whole {
            return Ok(page);
        }
        if walk.read >= READ_MOST {
            page.next = Some(walk.after);
            return Ok(page);
        }
    }
}

/// Users that the filter names, as far as they fit, in the order asked for.
async fn named(reading: &mut Reading, view: &View, options: &Options<User>, names: &[String]) -> Result<Vec<User>, Problem> {
    let mut users: Vec<User> = Vec::new();
    for name in names {
        match reading.user(name).await {
            Ok(user) => users.push(user),
            Err(Halt::Refused(_)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    users.retain(|user| USER.fits(user, view, options.filter.as_ref()));
    match options.order {
        Some(("userPrincipalName", _)) => users.sort_by_key(|u| u.user_principal_name.to_lowercase()),
        Some(_) => users.sort_by_key(|u| u.display_name.to_lowercase()),
        None => users.sort_by(|a, b| a.id.cmp(&b.id)),
    }
    if options.order.is_some_and(|(_, down)| down) {
        users.reverse();
    }
    users.dedup_by(|a, b| a.id == b.id);
    Ok(users)
}

/// A page of users who are all known already; its place is how many came before.
fn cut(users: Vec<User>, options: &Options<User>) -> Page {
    let place = options.after.as_ref().and_then(|place| place.first());
    let before: usize = place.and_then(|n| n.parse().ok()).unwrap_or(0);
    let end = before.saturating_add(options.top);
    let next = (users.len() > end).then(|| vec![end.to_string()]);
    let users = users.into_iter().skip(before).take(options.top).collect();
    Page { users, next }
}

struct Walk {
    way: Way,
    /// The place reached: an id, or a key and an id.
    after: Vec<String>,
    read: usize,
}

impl Walk {
    fn place(&self, user: &User) -> Vec<String> {
        match self.way {
            Way::Sorted(order, _) => {
                let place = order.place(user);
                vec![place.key, place.id]
            }
            _ => vec![user.id.clone()],
        }
    }

    /// The next users, and whether they are the last ones.
    async fn chunk(&mut self, reading: &mut Reading, top: usize) -> Result<(Vec<User>, bool), Problem> {
        let at = |n: usize| self.after.get(n).map_or("", String::as_str);
        let limit = match self.way {
            // Sorted anew for every chunk, so all at once.
            Way::Sorted(UserOrder::DisplayName, _) => READ_MOST,
            // One chunk is enough where every user fits.
            _ if self.read == 0 => top.saturating_add(1).min(CHUNK * 2),
            _ => CHUNK,
        };
        let rows = i64::try_from(limit).unwrap_or(i64::MAX);
        let chunk = match &self.way {
            Way::Holders(sku) => reading.license_holders(*sku, at(0), rows).await?,
            Way::Members(group) => reading.members(group, at(0), rows).await?,
            Way::AtFault(group) => reading.members_at_fault(group, at(0), rows).await?,
            Way::Deleted => reading.deleted_users(at(0), rows).await?,
            Way::Sorted(order, down) => {
                let place = UserPlace {
                    key: at(0).to_owned(),
                    id: at(1).to_owned(),
                };
                reading.users_sorted(*order, *down, false, &place, rows).await?
            }
            Way::All | Way::Named(_) => reading.users(at(0), rows).await?,
        };
        self.read += chunk.len();
        if let Some(last) = chunk.last() {
            self.after = self.place(last);
        }
        // Others have the thread in between.
        tokio::task::yield_now().await;
        let whole = chunk.len() < limit;
        Ok((chunk, whole))
    }
}

/// How many users there are on a way that a filter fits.
pub(crate) async fn count(reading: &mut Reading, view: &View, filter: Option<&Expr>, way: Way) -> Result<i64, Problem> {
    match (filter, &way) {
        (None, Way::Deleted) => return Ok(reading.count_users(true).await?),
        (None, Way::Members(group)) => return Ok(reading.count_members(group).await?),
        (None, Way::All | Way::Sorted(..)) => return Ok(reading.count_users(false).await?),
        (Some(filter), Way::Holders(sku)) if filter.is_element("assignedLicenses", "skuId") => {
            return Ok(reading.count_license_holders(*sku).await?);
        }
        (Some(filter), Way::Named(names)) => {
            let options = Options::of_filter(Some(filter.clone()));
            return Ok(named(reading, view, &options, names).await?.len() as i64);
        }
        _ => {}
    }
    // The order does not matter here, and ids need no sorting.
    let way = match way {
        Way::Sorted(..) => Way::All,
        way => way,
    };
    let mut walk = Walk {
        way,
        after: Vec::new(),
        read: 0,
    };
    let mut count = 0;
    loop {
        let (chunk, whole) = walk.chunk(reading, CHUNK * 2).await?;
        count += chunk.iter().filter(|user| USER.fits(user, view, filter)).count();
        if whole {
            return Ok(count as i64);
        }
        if walk.read >= COUNT_MOST {
            return Err(said::query(format!(
                "The count of this filter would need more than {COUNT_MOST} users to be read. Leave $count out, or filter by one licence alone."
            )));
        }
    }
}
