//! A new order, first half: a product of the customer's catalogue, then an offer with its term, then how many seats and until when. What the
//! cart has to say against a line is shown at the field that it is about, and the line is not kept.

use super::{
    customers::Known,
    frame::Trouble,
    inside::Refused,
    lists::{self, Table},
    orders_cart::{self, Cart},
    orders_told::{billing, duration},
    prices::Prices,
    table::page,
    visit::{Visit, segment},
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::dates::Date;
use nahtlos_pages::{Cell, Choice, Fact, Facts, Field, Form, Head, Kind, Link, Menu, Part, Value, Weight};
use nahtlos_report::numbers;
use nahtlos_wire::{
    Collection,
    carts::{CartError, CartLineItem},
    catalogue::{Availability, Product, Sku, Term},
    enums::{BillingCycleType, CartErrorCode, CustomTermEndDateType, QualificationVettingStatus},
    qualifications::{CustomerQualification, Qualification},
    subscriptions::AllowedCustomTermEndDate,
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/orders/new", products),
    page!(Signed, Read, "GET", "/customers/{customer}/orders/new/{product}", offers),
    page!(Signed, Read, "GET", "/customers/{customer}/orders/new/{product}/{sku}", terms),
    page!(Signed, Write, "POST", "/customers/{customer}/orders/new/{product}/{sku}", add),
];

/// Most seats that the form lets through; the cart knows better.
const SEATS: u32 = 1_000_000;

fn begin(visit: &Visit) -> String {
    format!("/customers/{}/orders/new", visit.segment(0))
}

/// The cart that lines are added to; empty: the first line makes one.
fn cart_id(visit: &Visit) -> &str {
    visit.form.some("cart").or_else(|| visit.query.get("cart")).unwrap_or_default()
}

/// An address of these pages with the cart and more.
fn address(visit: &Visit, path: &str, more: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let cart = Some(cart_id(visit)).filter(|id| !id.is_empty()).map(|id| ("cart", id));
    query.extend_pairs(cart.iter().chain(more));
    match query.finish().as_str() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// The segment whose prices apply to the customer: by an approved qualification, as purchases have it.
async fn segment_of(visit: &Visit) -> Result<&'static str, Trouble> {
    let path = format!("/v1/customers/{}/qualifications", visit.segment(0));
    let all = match visit.get(path).read::<Vec<CustomerQualification>>().await {
        Ok(all) => all,
        Err(refused) if refused.status < 500 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    let approved = |wanted: Qualification| {
        all.iter()
            .any(|one| one.qualification == Some(wanted) && one.vetting_status == Some(QualificationVettingStatus::Approved))
    };
    Ok(match () {
        () if approved(Qualification::Education) => "education",
        () if approved(Qualification::Nonprofit) => "nonprofit",
        () if approved(Qualification::GovernmentCommunityCloud) => "government",
        () => "commercial",
    })
}

fn head(visit: &Visit, known: &Known, title: String) -> Head {
    let mut head = Head::new(title);
    head.above = Some(Link::new(known.name.as_str(), format!("/customers/{}/orders", visit.segment(0))));
    if !cart_id(visit).is_empty() {
        let to = format!("/customers/{}/carts/{}", visit.segment(0), segment(cart_id(visit)));
        let label = visit.say("desk-cart-back");
        head.buttons = vec![nahtlos_pages::Button::page(label, to, Weight::Plain)];
    }
    head
}

async fn products(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let path = format!(
        "/v1/customers/{}/products?targetView=OnlineServices&targetSegment={}",
        visit.segment(0),
        segment_of(&visit).await?
    );
    let mut table = Table::new(&visit, "order-products", "")
        .text(&visit, "product")
        .text(&visit, "id")
        .search(&visit, "title")
        .empty(visit.say("desk-no-products"), None);
    let all: Collection<Product> = visit.get(path).read().await?;
    let typed = visit.query.get("title").unwrap_or_default().to_lowercase();
    for product in all.items {
        let (title, id) = (product.title.unwrap_or_default(), product.id.unwrap_or_default());
        if title.to_lowercase().contains(&typed) || id.to_lowercase().contains(&typed) {
            let to = address(&visit, &format!("{}/{}", begin(&visit), segment(&id)), &[]);
            table.row(vec![Cell::link(title, to), Cell::new(Value::Code(id))]);
        }
    }
    table.total = i64::try_from(table.rows.len()).ok();
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let list = table.list(&visit);
    let mut head = head(&visit, &known, visit.say("desk-new-order"));
    head.lead = visit.say("desk-cart-lead-product");
    let page = nahtlos_pages::Page {
        head,
        parts: vec![list.into()],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Customers)))))
}

fn product_api(visit: &Visit) -> String {
    format!("/v1/customers/{}/products/{}", visit.segment(0), visit.segment(1))
}

/// Terms of a SKU that can be bought, each with the catalogue item that it is bought by now.
async fn terms_of(visit: &Visit, sku: &str, of: &str) -> Result<Vec<(String, Term)>, Refused> {
    let path = format!("{}/skus/{}/availabilities?targetSegment={of}", product_api(visit), segment(sku));
    let found: Collection<Availability> = visit.get(path).read().await?;
    let purchasable = found.items.into_iter().filter(|one| one.is_purchasable == Some(true));
    let terms = purchasable.flat_map(|one| {
        let item = one.catalog_item_id.unwrap_or_default();
        one.terms.unwrap_or_default().into_iter().map(move |term| (item.clone(), term))
    });
    Ok(terms.collect())
}

async fn offers(visit: Visit) -> Result<Answer, Trouble> {
    let known = Known::of(&visit).await?;
    let of = segment_of(&visit).await?;
    let product: Product = visit.get(product_api(&visit)).read().await?;
    let skus: Collection<Sku> = visit.get(format!("{}/skus?targetSegment={of}", product_api(&visit))).read().await?;
    let mut table = Table::new(&visit, "order-offers", "")
        .text(&visit, "offer")
        .text(&visit, "term")
        .text(&visit, "billing")
        .number(&visit, "price")
        .number(&visit, "least")
        .number(&visit, "most")
        .empty(visit.say("desk-cart-no-terms"), None);
    let prices = known.prices(&visit, of).await?;
    for sku in &skus.items {
        let id = sku.id.clone().unwrap_or_default();
        let number = |count: Option<u32>| Cell::new(count.map_or(Value::Nothing, |n| Value::Number(n.into())));
        for (_, term) in terms_of(&visit, &id, of).await? {
            let length = term.duration.clone().unwrap_or_default();
            let cycle = term.billing_cycle.map(|cycle| cycle.to_string()).unwrap_or_default();
            let path = format!("{}/{}/{}", begin(&visit), visit.segment(1), segment(&id));
            let to = address(&visit, &path, &[("term", &length), ("billing", &cycle)]);
            table.row(vec![
                Cell::link(sku.title.clone().unwrap_or_default(), to),
                Cell::text(duration(&visit, &length)),
                Cell::text(billing(&visit, term.billing_cycle)),
                price(&visit, prices.as_ref(), &id, &length, term.billing_cycle),
                number(sku.minimum_quantity),
                number(sku.maximum_quantity),
            ]);
        }
    }
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let mut head = head(&visit, &known, product.title.unwrap_or_default());
    head.lead = visit.say("desk-cart-lead-offer");
    head.above = Some(Link::new(visit.say("desk-new-order"), address(&visit, &begin(&visit), &[])));
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Customers)))))
}

fn price(visit: &Visit, prices: Option<&Prices>, sku: &str, term: &str, cycle: Option<BillingCycleType>) -> Cell {
    prices.map_or_else(
        || Cell::new(Value::Nothing),
        |prices| prices.cell(visit, (visit.param(1), sku), term, cycle),
    )
}

/// An offer with the term that was chosen.
struct Chosen {
    sku: Sku,
    item: String,
    term: String,
    cycle: Option<BillingCycleType>,
}

async fn chosen(visit: &Visit) -> Result<Chosen, Trouble> {
    let of = segment_of(visit).await?;
    let sku: Sku = visit
        .get(format!("{}/skus/{}?targetSegment={of}", product_api(visit), visit.segment(2)))
        .read()
        .await?;
    let said = |name: &str| {
        visit
            .form
            .some(name)
            .or_else(|| visit.query.get(name))
            .unwrap_or_default()
            .to_owned()
    };
    let (term, cycle) = (said("term"), said("billing"));
    let cycle = cycle.parse::<BillingCycleType>().ok();
    let terms = terms_of(visit, visit.param(2), of).await?;
    let found = terms
        .into_iter()
        .find(|(_, one)| one.duration.as_deref().unwrap_or_default() == term && one.billing_cycle == cycle);
    let (item, _) = found.ok_or(Trouble::Missing)?;
    Ok(Chosen { sku, item, term, cycle })
}

async fn terms(visit: Visit) -> Result<Answer, Trouble> {
    let chosen = chosen(&visit).await?;
    shown(&visit, &chosen, ("", ""), 200).await
}

/// Days on which a term may end that begins on a day, without one: now; one of them is set.
pub(super) async fn ends(visit: &Visit, term: &str, begins: Option<Date>, set: &str) -> Result<Vec<Choice>, Trouble> {
    let mut all = vec![Choice::new("", visit.say("desk-cart-end-full"), true)];
    let path = format!("/v1/customers/{}/subscriptions/customTermEndDates", visit.segment(0));
    let begins = begins.map(|day| format!("&term_start_date={day}T00:00:00Z")).unwrap_or_default();
    let path = format!("{path}?term_duration={}{begins}", segment(term));
    let found = match visit.get(path).read::<Collection<AllowedCustomTermEndDate>>().await {
        Ok(page) => page.items,
        Err(refused) if refused.status < 500 => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    for end in found {
        let Some(day) = end.allowed_custom_term_end_date.map(|at| at.date()) else {
            continue;
        };
        let key = match end.allowed_custom_term_end_date_type {
            Some(CustomTermEndDateType::SubscriptionAligned) => "desk-cart-end-subscription",
            _ => "desk-cart-end-month",
        };
        let label = visit.say_with(key, "day", &numbers::date(visit.lang, day));
        all.push(Choice::new(day.to_string(), label, false));
    }
    all.iter_mut().for_each(|choice| choice.on = choice.value == set);
    Ok(all)
}

async fn shown(visit: &Visit, chosen: &Chosen, (wrong_field, wrong): (&str, &str), status: u16) -> Result<Answer, Trouble> {
    let known = Known::of(visit).await?;
    let error = |name: &str| if name == wrong_field { wrong } else { "" };
    let least = chosen.sku.minimum_quantity.unwrap_or(1);
    let (min, max) = (i64::from(least), chosen.sku.maximum_quantity.map(i64::from));
    let quantity = Field::new("quantity", visit.say("desk-fact-seats"), Kind::Number(Some(min), max))
        .value(visit.form.some("quantity").map_or_else(|| least.to_string(), str::to_owned))
        .hint(visit.say("desk-seats-hint"))
        .error(error("quantity"));
    let end = Field::new(
        "end",
        visit.say("desk-cart-end"),
        Kind::Select(ends(visit, &chosen.term, None, visit.form.text("end")).await?),
    )
    .hint(visit.say("desk-cart-end-hint"))
    .error(error("end"))
    .optional();
    let name = Field::new("name", visit.say("desk-cart-name"), Kind::Text)
        .value(visit.form.text("name"))
        .error(error("name"))
        .optional();
    let cycle = chosen.cycle.map(|cycle| cycle.to_string()).unwrap_or_default();
    let hidden = [("cart", cart_id(visit)), ("term", &chosen.term), ("billing", &cycle)];
    let at_field = matches!(wrong_field, "quantity" | "end" | "name");
    let form = Form {
        id: "line".to_owned(),
        action: visit.path.clone(),
        problem: if at_field { String::new() } else { wrong.to_owned() },
        fields: vec![quantity, end, name],
        hidden: hidden.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        submit: visit.say("desk-cart-add"),
        back: Some(Link::new(visit.say("desk-cart-other"), address(visit, &begin(visit), &[]))),
        ..Form::default()
    };
    let prices = known.prices(visit, segment_of(visit).await?).await?;
    let price = price(visit, prices.as_ref(), visit.param(2), &chosen.term, chosen.cycle);
    let facts = Part::Facts(Facts {
        title: String::new(),
        facts: vec![
            Fact::new(visit.say("desk-fact-term"), Cell::text(duration(visit, &chosen.term))),
            Fact::new(visit.say("desk-fact-billing"), Cell::text(billing(visit, chosen.cycle))),
            Fact::new(visit.say("desk-column-price"), price),
        ],
    });
    let mut head = head(visit, &known, chosen.sku.title.clone().unwrap_or_default());
    let up = format!("{}/{}", begin(visit), visit.segment(1));
    head.above = Some(Link::new(visit.say("desk-cart-terms"), address(visit, &up, &[])));
    let page = nahtlos_pages::Page {
        head,
        parts: vec![facts, form.into()],
    };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Customers)))))
}

/// The field that an error of a line is about; empty: none of them.
fn field_of(error: &CartError) -> &'static str {
    use CartErrorCode as C;
    match error.error_code.as_ref().and_then(|code| code.known()) {
        Some(
            C::MaxAllowedSeatsPerSubscriptionExceeded
            | C::InvalidInput
            | C::QuotaNotAvailable
            | C::BaseOfferSeatQuantityNotMet
            | C::MinimumAddOnSeatsNotMet,
        ) => "quantity",
        Some(C::InvalidCustomTermEndDate | C::InvalidCustomTermEndDateProduct) => "end",
        _ => "",
    }
}

/// The form's name of a field of the wire.
fn field(wire: &str) -> &'static str {
    match wire.rsplit('.').next().unwrap_or_default() {
        "quantity" => "quantity",
        "customTermEndDate" => "end",
        "friendlyName" => "name",
        _ => "",
    }
}

async fn add(visit: Visit) -> Result<Answer, Trouble> {
    let chosen = chosen(&visit).await?;
    let quantity = visit.form.text("quantity").parse::<u32>().ok();
    let Some(quantity) = quantity.filter(|count| (1..=SEATS).contains(count)) else {
        return shown(&visit, &chosen, ("quantity", &visit.say("desk-wrong-seats")), 400).await;
    };
    let end = match visit.form.some("end").map(str::parse::<Date>) {
        Some(Err(_)) => return shown(&visit, &chosen, ("end", &visit.say("desk-wrong-day")), 400).await,
        end => end.and_then(Result::ok),
    };
    let line = CartLineItem {
        catalog_item_id: Some(chosen.item.clone()),
        friendly_name: visit.form.some("name").map(str::to_owned),
        quantity: Some(quantity),
        billing_cycle: chosen.cycle,
        term_duration: Some(chosen.term.clone()),
        custom_term_end_date: end.map(nahtlos_model::instants::Instant::start_of),
        ..CartLineItem::default()
    };
    let before = match cart_id(&visit) {
        "" => None,
        id => Some(orders_cart::read(&visit, id).await?),
    };
    let lines = before.iter().flat_map(orders_cart::lines_again).chain([line]).collect();
    match orders_cart::fill(&visit, cart_id(&visit), lines).await {
        Ok(cart) => added(&visit, &chosen, before, cart).await,
        Err(refused) if refused.status < 500 => {
            let wrong = (field(&refused.field), refused.sentence.as_str());
            shown(&visit, &chosen, wrong, refused.status).await
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The line is in the cart; where there is something wrong with it, it goes again and the form says what.
async fn added(visit: &Visit, chosen: &Chosen, before: Option<Cart>, cart: Cart) -> Result<Answer, Trouble> {
    let last = cart.line_items.iter().flatten().last();
    if let Some(error) = last.and_then(|line| line.error.as_ref()) {
        if let Some(before) = &before {
            let lines = orders_cart::lines_again(before).collect();
            orders_cart::fill(visit, cart_id(visit), lines).await?;
        }
        let sentence = error.error_description.clone().unwrap_or_default();
        return shown(visit, chosen, (field_of(error), &sentence), 400).await;
    }
    let id = segment(cart.id.as_deref().unwrap_or_default());
    Ok(see(format!("/customers/{}/carts/{id}", visit.segment(0))))
}
