//! A new order, second half: the cart with its lines, what they cost and what is wrong with them, and its checkout.

use super::{
    customers::Known,
    frame::Trouble,
    inside::Refused,
    lists::Table,
    orders_told::{billing, duration},
    show,
    table::page,
    visit::{Visit, segment},
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_model::money::{Amount, Currency, Exact};
use nahtlos_pages::{Button, Cell, Confirm, Fact, Facts, Head, Link, List, Menu, Note, Part, Tone, Value, Weight};
use nahtlos_report::{Args, numbers};
pub(super) use nahtlos_wire::carts::Cart;
use nahtlos_wire::{
    carts::{CartCheckoutResult, CartLineItem},
    catalogue::Sku,
    enums::CartStatus,
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/customers/{customer}/carts/{cart}", one),
    page!(Signed, Write, "POST", "/customers/{customer}/carts/{cart}/remove", remove),
    page!(Signed, Read, "GET", "/customers/{customer}/carts/{cart}/checkout", ask),
    page!(Signed, Write, "POST", "/customers/{customer}/carts/{cart}/checkout", checkout),
];

fn api(visit: &Visit) -> String {
    format!("/v1/customers/{}/carts", visit.segment(0))
}

fn here(visit: &Visit) -> String {
    format!("/customers/{}/carts/{}", visit.segment(0), visit.segment(1))
}

/// A cart of the customer.
pub(super) async fn read(visit: &Visit, id: &str) -> Result<Cart, Refused> {
    visit.get(format!("{}/{}", api(visit), segment(id))).read().await
}

/// Makes a cart with lines, or gives one these lines.
pub(super) async fn fill(visit: &Visit, id: &str, lines: Vec<CartLineItem>) -> Result<Cart, Refused> {
    let cart = Cart {
        line_items: Some(lines),
        ..Cart::default()
    };
    let question = match id {
        "" => visit.send("POST", api(visit)),
        id => visit.send("PUT", format!("{}/{}", api(visit), segment(id))),
    };
    question.with(&cart).read().await
}

/// The lines of a cart as they are sent again: what the center found out about them is found out anew.
pub(super) fn lines_again(cart: &Cart) -> impl Iterator<Item = CartLineItem> + use<> {
    let lines = cart.line_items.clone().unwrap_or_default().into_iter();
    lines.map(|line| CartLineItem {
        id: None,
        error: None,
        pricing: None,
        order_group: None,
        promotion_id: None,
        ..line
    })
}

/// What a line costs.
struct Costs {
    currency: Currency,
    /// When it is bought.
    now: Amount,
    /// In its whole first term.
    term: Amount,
}

fn costs(line: &CartLineItem) -> Option<Costs> {
    let currency = Currency::new(line.currency_code.as_deref()?)?;
    let pricing = line.pricing.as_ref()?;
    let seats = i128::from(line.quantity?);
    let rounded = |micros: i64, times: i128| {
        let price = nahtlos_model::money::Price { micros };
        Amount::round_half_even(Exact::of_price(price, times, 1)?, currency)
    };
    Some(Costs {
        currency,
        now: rounded(pricing.prorated_price?.micros, seats)?,
        term: rounded(pricing.extended_price?.micros, 1)?,
    })
}

/// What all lines cost; `None`: a line has no price.
fn costs_of_all(cart: &Cart) -> Option<Costs> {
    let each = cart.line_items.iter().flatten().map(costs);
    each.reduce(|sum, line| {
        let (sum, line) = (sum?, line?);
        let add = |a: Amount, b: Amount| {
            Some(Amount {
                minor: a.minor.checked_add(b.minor)?,
                digits: a.digits,
            })
        };
        (sum.currency == line.currency).then_some(())?;
        Some(Costs {
            currency: sum.currency,
            now: add(sum.now, line.now)?,
            term: add(sum.term, line.term)?,
        })
    })?
}

/// A line's name: the one it was given, else its offer's.
async fn name_of(visit: &Visit, line: &CartLineItem) -> Result<String, Trouble> {
    if let Some(name) = line.friendly_name.clone().filter(|name| !name.is_empty()) {
        return Ok(name);
    }
    let item = line.catalog_item_id.clone().unwrap_or_default();
    let mut parts = item.split(':');
    let (Some(product), Some(sku)) = (parts.next(), parts.next()) else {
        return Ok(item);
    };
    let path = format!("/v1/customers/{}/products/{}", visit.segment(0), segment(product));
    match visit.get(format!("{path}/skus/{}", segment(sku))).read::<Sku>().await {
        Ok(sku) => Ok(sku.title.unwrap_or(item)),
        Err(refused) if refused.status < 500 => Ok(item),
        Err(refused) => Err(refused.into()),
    }
}

async fn names(visit: &Visit, cart: &Cart) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for line in cart.line_items.iter().flatten() {
        names.push(name_of(visit, line).await?);
    }
    Ok(names)
}

async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let cart = read(&visit, visit.param(1)).await?;
    shown(&visit, &cart, Vec::new(), 200).await
}

fn bad(sentence: String) -> Part {
    Part::Note(Note {
        tone: Tone::Bad,
        sentence,
        link: None,
    })
}

/// The page, with what was refused first.
async fn shown(visit: &Visit, cart: &Cart, mut parts: Vec<Part>, status: u16) -> Result<Answer, Trouble> {
    let known = Known::of(visit).await?;
    let names = names(visit, cart).await?;
    let open = cart.status == Some(CartStatus::Active);
    let wrong = cart.line_items.iter().flatten().filter(|line| line.error.is_some()).count();
    let mut head = Head::new(visit.say("desk-cart-title"));
    head.above = Some(Link::new(known.name.as_str(), format!("/customers/{}/orders", known.id)));
    head.lead = match (open, wrong) {
        (false, _) => visit.say("desk-cart-lead-ordered"),
        (true, 0) => visit.say("desk-cart-lead-ready"),
        (true, _) => visit.say("desk-cart-lead-wrong"),
    };
    if open {
        if wrong == 0 {
            let to = format!("{}/checkout", here(visit));
            head.buttons.push(Button::page(visit.say("desk-cart-checkout"), to, Weight::Main));
        }
        let to = format!("/customers/{}/orders/new?cart={}", visit.segment(0), visit.segment(1));
        head.buttons.push(Button::page(visit.say("desk-cart-more"), to, Weight::Plain));
    }
    let lines = cart.line_items.iter().flatten().zip(&names);
    for (line, name) in lines {
        if let Some(error) = line.error.as_ref().and_then(|error| error.error_description.as_ref()) {
            parts.push(bad(format!("{name}: {error}")));
        }
    }
    parts.push(lines_of(visit, cart, &names));
    if let Some(costs) = costs_of_all(cart) {
        parts.push(Part::Facts(sums(visit, &costs)));
    }
    if open {
        parts.push(Part::Buttons(removals(visit, cart, &names)));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(status, page.render(&visit.shell(Some(Menu::Customers)))))
}

fn lines_of(visit: &Visit, cart: &Cart, names: &[String]) -> Part {
    let mut table = Table::new(visit, "cart-lines", "desk-cart-lines")
        .text(visit, "offer")
        .number(visit, "seats")
        .text(visit, "term")
        .text(visit, "billing")
        .text(visit, "ends")
        .number(visit, "price")
        .number(visit, "now")
        .number(visit, "whole-term")
        .paged();
    for (line, name) in cart.line_items.iter().flatten().zip(names) {
        let wrong = line.error.as_ref().and_then(|error| error.error_description.clone());
        let costs = costs(line);
        let money = |of: fn(&Costs) -> Amount| {
            costs
                .as_ref()
                .map_or(Value::Nothing, |costs| Value::Money(costs.currency, of(costs)))
        };
        table.row(vec![
            Cell::text(name.as_str()).below(wrong.unwrap_or_default()),
            Cell::new(line.quantity.map_or(Value::Nothing, |n| Value::Number(n.into()))),
            Cell::text(duration(visit, line.term_duration.as_deref().unwrap_or_default())),
            Cell::text(billing(visit, line.billing_cycle)),
            show::day_of(line.custom_term_end_date),
            Cell::new(price(visit, line)),
            Cell::new(money(|costs| costs.now)),
            Cell::new(money(|costs| costs.term)),
        ]);
    }
    let list = List {
        csv: String::new(),
        xlsx: String::new(),
        chooser: None,
        ..table.list(visit)
    };
    Part::List(Box::new(list))
}

/// The price of a seat per billing period.
fn price(visit: &Visit, line: &CartLineItem) -> Value {
    let currency = line.currency_code.as_deref().and_then(Currency::new);
    let price = line.pricing.as_ref().and_then(|pricing| pricing.price);
    match (currency, price) {
        (Some(currency), Some(price)) => {
            let price = nahtlos_model::money::Price { micros: price.micros };
            Value::Figure(numbers::price(visit.lang, currency, price))
        }
        _ => Value::Nothing,
    }
}

fn removals(visit: &Visit, cart: &Cart, names: &[String]) -> Vec<Button> {
    let lines = cart.line_items.iter().flatten().zip(names).enumerate();
    let button = |(place, (_, name)): (usize, (&CartLineItem, &String))| {
        let label = visit.say_with("desk-cart-remove", "name", name);
        let hidden = [("line", place.to_string())];
        let hidden = hidden.each_ref().map(|(name, value)| (*name, value.as_str()));
        Button::post(label, format!("{}/remove", here(visit)), &hidden, Weight::Plain)
    };
    lines.map(button).collect()
}

fn sums(visit: &Visit, costs: &Costs) -> Facts {
    let fact = |key: &str, amount: Amount| Fact::new(visit.say(key), Value::Money(costs.currency, amount));
    Facts {
        title: visit.say("desk-cart-sums"),
        facts: vec![fact("desk-cart-now", costs.now), fact("desk-cart-whole-term", costs.term)],
    }
}

async fn remove(visit: Visit) -> Result<Answer, Trouble> {
    let cart = read(&visit, visit.param(1)).await?;
    let gone = visit.form.text("line").parse::<usize>().ok();
    let kept = lines_again(&cart).enumerate().filter(|(place, _)| Some(*place) != gone);
    let kept: Vec<CartLineItem> = kept.map(|(_, line)| line).collect();
    if kept.is_empty() {
        // A cart has at least one line; one that nobody checks out expires.
        let to = format!("/customers/{}/orders/new", visit.segment(0));
        return Ok(visit.saying(see(to), "cart-empty"));
    }
    match fill(&visit, visit.param(1), kept).await {
        Ok(_) => Ok(see(here(&visit))),
        Err(refused) if refused.status < 500 => shown(&visit, &cart, vec![bad(refused.sentence)], refused.status).await,
        Err(refused) => Err(refused.into()),
    }
}

/// Asks before it is ordered: what, and what it costs.
async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    let cart = read(&visit, visit.param(1)).await?;
    let wrong = cart.line_items.iter().flatten().any(|line| line.error.is_some());
    if wrong || cart.status != Some(CartStatus::Active) {
        // The page of the cart says why it cannot be ordered.
        return Ok(see(here(&visit)));
    }
    let known = Known::of(&visit).await?;
    let names = names(&visit, &cart).await?;
    let mut effects = vec![visit.say_with("desk-cart-effect-customer", "customer", &known.name)];
    effects.extend(
        cart.line_items
            .iter()
            .flatten()
            .zip(&names)
            .map(|(line, name)| bought(&visit, line, name)),
    );
    if let Some(costs) = costs_of_all(&cart) {
        let money = |amount| numbers::money(visit.lang, costs.currency, amount);
        effects.push(visit.say_with("desk-cart-effect-now", "cost", &money(costs.now)));
        effects.push(visit.say_with("desk-cart-effect-term", "cost", &money(costs.term)));
    }
    effects.push(visit.say("desk-cart-effect-back"));
    let confirm = Confirm {
        title: visit.say("desk-cart-ask"),
        effects,
        action: format!("{}/checkout", here(&visit)),
        submit: visit.say("desk-cart-checkout"),
        weight: Weight::Main,
        back: Link::new(visit.say("desk-cart-back"), here(&visit)),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Customers)))))
}

/// A line as it is bought, in a sentence.
fn bought(visit: &Visit, line: &CartLineItem, name: &str) -> String {
    let cost = costs(line).map(|costs| numbers::money(visit.lang, costs.currency, costs.now));
    let values = Args::new()
        .count("count", line.quantity.unwrap_or(0))
        .text("name", name)
        .text("term", duration(visit, line.term_duration.as_deref().unwrap_or_default()))
        .text("billing", billing(visit, line.billing_cycle))
        .text("cost", cost.unwrap_or_default());
    visit.texts().fill("desk-cart-effect-line", values)
}

async fn checkout(visit: Visit) -> Result<Answer, Trouble> {
    let path = format!("{}/{}/checkout", api(&visit), visit.segment(1));
    let done = visit.send("POST", path).read::<CartCheckoutResult>().await;
    let (parts, status) = match done {
        Ok(done) => {
            let errors = done.order_errors.unwrap_or_default();
            if errors.is_empty() {
                let to = format!("/customers/{}/orders", visit.segment(0));
                return Ok(visit.saying(see(to), "ordered"));
            }
            let mut parts = Vec::new();
            let made = done.orders.map_or(0, |orders| orders.len());
            if made > 0 {
                let made = i64::try_from(made).unwrap_or_default();
                parts.push(bad(visit.say_count("desk-cart-partly", made)));
            }
            parts.extend(errors.into_iter().filter_map(|error| error.description).map(bad));
            (parts, 409)
        }
        Err(refused) if refused.status < 500 => (vec![bad(refused.sentence)], refused.status),
        Err(refused) => return Err(refused.into()),
    };
    let cart = read(&visit, visit.param(1)).await?;
    shown(&visit, &cart, parts, status).await
}
