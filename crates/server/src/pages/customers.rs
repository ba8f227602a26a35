//! Customers: the list, and one with everything that is known of it.

use super::{
    frame::Trouble,
    inside::Refused,
    lists::{self, PAGE, Table},
    prices::Prices,
    show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Customer, CustomerTab, Head, Link, Menu, Part, Tab, Value, Weight};
use nahtlos_wire::{
    Collection, customers as wire,
    filters::{Filter, FilterOperator},
};

pub(super) const PAGES: &[Page] = &[page!(Signed, Read, "GET", "/customers", list)];

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let mut table = Table::new(&visit, "customers", "")
        .text(&visit, "customer")
        .text(&visit, "domain")
        .text(&visit, "through")
        .extra(&visit, "id")
        .search(&visit, "q")
        .empty(visit.say("desk-no-customers"), None)
        .ordered();
    let export = lists::export(&visit);
    let whole = lists::whole(&visit);
    let (mut after, mut size) = (visit.query.get("after").map(str::to_owned), PAGE);
    if whole {
        (after, size) = (None, 500);
    }
    loop {
        let page = read_page(&visit, after.as_deref(), size).await?;
        page.items.iter().for_each(|customer| table.row(row(customer)));
        after = page.continuation_token;
        if !whole || after.is_none() || table.rows.len() >= lists::most(&visit) {
            break;
        }
    }
    if let Some(kind) = export {
        return table.file(&visit, kind);
    }
    table.next = after;
    let mut head = Head::new(visit.say("pages-menu-customers"));
    head.buttons = vec![
        Button::page(visit.say("desk-request"), "/customers/requests/new", Weight::Main),
        Button::page(visit.say("desk-requests"), "/customers/requests", Weight::Plain),
    ];
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Customers)))))
}

/// The filter of a text that is typed: what a name or a domain begins with.
pub(super) fn filter_of(text: &str) -> String {
    let begins = |field: &str| Filter::field(field, FilterOperator::StartsWith, text);
    let either = Filter::Joined {
        operator: FilterOperator::Or,
        left: Box::new(begins("CompanyName")),
        right: Box::new(begins("Domain")),
    };
    let json = serde_json::to_string(&either).unwrap_or_default();
    super::visit::segment(&json)
}

async fn read_page(visit: &Visit, after: Option<&str>, size: usize) -> Result<Collection<wire::Customer>, Refused> {
    let filter = match visit.query.get("q") {
        Some(text) => format!("&filter={}", filter_of(text)),
        None => String::new(),
    };
    match after {
        None => visit.get(format!("/v1/customers?size={size}{filter}")).read().await,
        Some(token) => {
            let next = visit.get(format!("/v1/customers?size={size}&seekOperation=Next"));
            next.header("ms-continuationtoken", token).read().await
        }
    }
}

fn row(customer: &wire::Customer) -> Vec<Cell> {
    let company = customer.company_profile.clone().unwrap_or_default();
    let id = customer.id.clone().unwrap_or_default();
    vec![
        Cell::link(company.company_name.unwrap_or_default(), format!("/customers/{id}")),
        show::text(company.domain.as_deref()),
        show::text(customer.associated_partner_id.as_deref()),
        Cell::new(Value::Code(id)),
    ]
}

/// A customer as it is, for its tabs.
pub(super) struct Known {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) customer: wire::Customer,
}

impl Known {
    /// The customer of the path.
    pub(super) async fn of(visit: &Visit) -> Result<Self, Trouble> {
        let customer: wire::Customer = visit.get(format!("/v1/customers/{}", visit.segment(0))).read().await?;
        let company = customer.company_profile.clone().unwrap_or_default();
        Ok(Self {
            id: customer.id.clone().unwrap_or_default(),
            name: company.company_name.unwrap_or_default(),
            customer,
        })
    }

    /// Prices that apply to it.
    pub(super) async fn prices(&self, visit: &Visit, segment: &str) -> Result<Option<Prices>, Trouble> {
        let billing = self.customer.billing_profile.clone().unwrap_or_default();
        let country = billing.default_address.and_then(|address| address.country).unwrap_or_default();
        Prices::of(visit, &country, segment).await
    }

    /// The page of one of its tabs.
    pub(super) fn page(&self, visit: &Visit, tab: CustomerTab, parts: Vec<Part>) -> Answer {
        let mut head = Head::new(self.name.as_str());
        head.above = Some(Link::new(visit.say("pages-menu-customers"), "/customers"));
        let company = self.customer.company_profile.clone().unwrap_or_default();
        head.lead = company.domain.unwrap_or_default();
        head.buttons = vec![
            Button::page(visit.say("desk-new-move"), format!("/moves/new?customer={}", self.id), Weight::Main),
            Button::page(
                visit.say("desk-new-order"),
                format!("/customers/{}/orders/new", self.id),
                Weight::Plain,
            ),
        ];
        let tabs = CustomerTab::ALL.map(|tab| Tab {
            tab,
            href: match tab {
                CustomerTab::Overview => format!("/customers/{}", self.id),
                other => format!("/customers/{}/{}", self.id, other.word()),
            },
            count: None,
        });
        let view = Customer {
            head,
            tabs: tabs.to_vec(),
            current: tab,
            parts,
        };
        visit.page(200, view.render(&visit.shell(Some(Menu::Customers))))
    }
}
