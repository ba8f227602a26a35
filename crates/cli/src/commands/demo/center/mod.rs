//! What the demo shows of the center: a sandbox in this process, on a database file, asked over HTTP by its people as any client would.
//! A partner invites a customer of the web shop, the customer accepts, the same seats are bought anew, and the old ones end while the
//! sandbox's clock turns. Nothing is done behind the center's back: what is shown is what it answers.

mod calendar;
mod people;

use crate::{
    end::Failure,
    remote::{Stop, explain},
    screen::Screen,
    table::{self, Column},
};
use nahtlos_client::{Client, collect, graph::Query};
use nahtlos_model::{
    dates::Date,
    instants::Instant,
    money::{Currency, Price},
};
use nahtlos_report::{numbers, texts::Args as Values};
use nahtlos_server::{Config, Running, config::Secret};
use nahtlos_wire::{
    carts::{Cart, CartLineItem},
    customers::Contact,
    enums::BillingCycleType,
    graph::subscriptions::CompanySubscription,
    invitations::{Acceptance, InvitationRequest, SendBy},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The customer of the sandbox whom nobody has taken over yet.
const CUSTOMER: (&str, &str, &str) = ("5c000000-0000-4000-8000-000000000001", "Hafenkontor GmbH", "hafenkontor.example");
/// What the customer bought in the web shop, as licence, as offer, and by name.
const SKU: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const OFFER: (&str, &str) = ("CFQ7TTC0LFLX", "0001");
const NAME: &str = "Microsoft 365 E3";
/// Days before the old seats end on which the new ones are bought.
const OVERLAP_DAYS: i64 = 7;

/// The customer's old seats.
struct Old {
    id: String,
    seats: i64,
    end: Date,
}

/// Shows the story; whether everybody kept their licences on every day.
pub(super) fn show(folder: &Path, screen: &Screen) -> Result<bool, Failure> {
    let file = fresh(folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Bug(error.to_string()))?;
    runtime.block_on(async {
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            database: Secret(file.display().to_string()),
            sandbox: true,
            fast_and_loose: true, // made anew by every demo
            ..Config::default()
        };
        let running = Running::start(config).await.map_err(Failure::Refused)?;
        let url = format!("http://{}", running.address);
        let told = match nahtlos_server::sandbox::seed(&running.center).await {
            Ok(()) => tell(&url, &file, screen).await,
            Err(why) => Err(Failure::Refused(why).into()),
        };
        running.stop().await;
        told.map_err(|stop| match stop {
            Stop::Call(error) => explain(&url, &error, screen),
            Stop::Failed(failure) => failure,
        })
    })
}

/// The database's place, with whatever an earlier demo left there removed.
fn fresh(folder: &Path) -> Result<PathBuf, Failure> {
    let file = folder.join("center.db");
    for name in ["center.db", "center.db-wal", "center.db-shm"] {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::writing(&file, &error)),
            _ => {}
        }
    }
    Ok(file)
}

async fn tell(url: &str, file: &Path, screen: &Screen) -> Result<bool, Stop> {
    let partner = people::sign_in(url, "admin@partner.example", screen).await?;
    let customer = people::sign_in(url, &format!("admin@{}", CUSTOMER.2), screen).await?;
    partner.clock().run(false).await?;
    let old = old_seats(&customer).await?;
    let values = Values::new()
        .text("file", file.display().to_string())
        .text("url", url)
        .text("customer", CUSTOMER.1)
        .text("name", NAME)
        .count("seats", old.seats)
        .text("end", numbers::date(screen.lang(), old.end));
    screen.line(&format!("  {}", screen.text("cli-demo-center-before", values)));
    take_over(&partner, &customer, screen).await?;
    let day = Instant::start_of(old.end).plus_days(-OVERLAP_DAYS).date();
    partner.clock().set(Instant::start_of(day).plus_hours(9)).await?;
    buy(&partner, &old, day, screen).await?;
    let kept = calendar::show(&partner, &customer, &old, day, screen).await?;
    ledger(&partner, screen).await?;
    Ok(kept)
}

/// The seats bought in the web shop.
async fn old_seats(customer: &Client) -> Result<Old, Stop> {
    let all: Vec<CompanySubscription> = collect(customer.graph().directory().subscriptions(&Query::all())).await?;
    let found = all.into_iter().find(|one| one.sku_id.as_deref() == Some(SKU));
    let old = found.and_then(|one| {
        Some(Old {
            id: one.id?,
            seats: one.total_licenses?,
            end: one.next_lifecycle_date_time?.date(),
        })
    });
    Ok(old.ok_or_else(|| Failure::Bug("the sandbox's customer has no old seats".to_owned()))?)
}

/// The partner asks, the customer's administrator reads what is asked and accepts.
async fn take_over(partner: &Client, customer: &Client, screen: &Screen) -> Result<(), Stop> {
    let request = InvitationRequest {
        customer_name: Some(CUSTOMER.1.to_owned()),
        customer_domain: Some(CUSTOMER.2.to_owned()),
        delegated_admin: Some(true),
        ..InvitationRequest::default()
    };
    let drafted = partner.invitations().create(&request).await?;
    let id = drafted.id.unwrap_or_default();
    partner.invitations().send(&id, SendBy::Link).await?;
    let link = drafted.link.unwrap_or_default();
    let secret = link.rsplit('/').next().and_then(|last| last.split('?').next()).unwrap_or_default();
    let seen = customer.invitations().by_link(secret).await?;
    let acceptance = Acceptance {
        agreement_accepted: Some(true),
        primary_contact: Some(Contact {
            first_name: Some("Mara".to_owned()),
            last_name: Some("Hansen".to_owned()),
            email: Some(format!("admin@{}", CUSTOMER.2)),
            ..Contact::default()
        }),
    };
    customer.invitations().accept(secret, &acceptance).await?;
    let after = partner.invitations().get(&id).await?;
    let values = Values::new()
        .text("partner", seen.partner.and_then(|party| party.name).unwrap_or_default())
        .text("who", after.accepted_by.and_then(|who| who.user_principal_name).unwrap_or_default());
    screen.line(&format!("  {}", screen.text("cli-demo-center-accepted", values)));
    Ok(())
}

/// The same SKU, as many seats, through a cart.
async fn buy(partner: &Client, old: &Old, day: Date, screen: &Screen) -> Result<(), Stop> {
    let sold = partner.catalogue_for(CUSTOMER.0).availabilities(OFFER.0, OFFER.1, None).await?;
    let line = CartLineItem {
        id: Some(0),
        catalog_item_id: sold.into_iter().find_map(|one| one.catalog_item_id),
        quantity: u32::try_from(old.seats).ok(),
        term_duration: Some("P1Y".to_owned()),
        billing_cycle: Some(BillingCycleType::Annual),
        ..CartLineItem::default()
    };
    let cart = Cart {
        line_items: Some(vec![line]),
        ..Cart::default()
    };
    let cart = partner.carts().create(CUSTOMER.0, &cart).await?;
    let done = partner.carts().checkout(CUSTOMER.0, &cart.id.unwrap_or_default()).await?;
    let order = done.orders.unwrap_or_default().into_iter().find_map(|order| order.id);
    let order = order.ok_or_else(|| Failure::Bug(format!("nothing was ordered: {:?}", done.order_errors)))?;
    let values = Values::new()
        .text("day", numbers::date(screen.lang(), day))
        .count("seats", old.seats)
        .text("name", NAME)
        .text("order", order);
    screen.line(&format!("  {}", screen.text("cli-demo-center-bought", values)));
    Ok(())
}

/// What the partner is charged, line by line.
async fn ledger(partner: &Client, screen: &Screen) -> Result<(), Stop> {
    let lang = screen.lang();
    let day = |day: Option<Date>| day.map(|day| numbers::date(lang, day)).unwrap_or_default();
    let mut rows = Vec::new();
    for line in collect(partner.customers().charges(CUSTOMER.0)).await? {
        let money = |text: Option<String>| {
            let text = text.unwrap_or_default();
            let currency = line.currency.as_deref().and_then(Currency::new);
            match (text.parse::<Price>(), currency) {
                (Ok(price), Some(currency)) => numbers::price(lang, currency, price),
                _ => text,
            }
        };
        let (price, amount) = (money(line.unit_price.clone()), money(line.amount.clone()));
        let kind = Values::new().text("kind", line.kind.clone().unwrap_or_default());
        rows.push(vec![
            day(line.from),
            day(line.until),
            screen.text("cli-demo-center-charge", kind),
            line.quantity.unwrap_or_default().to_string(),
            price,
            amount,
        ]);
    }
    let columns = [
        Column::Left("from"),
        Column::Left("until"),
        Column::Left("charge"),
        Column::Right("seats"),
        Column::Right("price"),
        Column::Right("amount"),
    ];
    screen.line(&format!("\n  {}", screen.text("cli-demo-center-ledger", Values::new())));
    table::print_indented(screen, &columns, &rows);
    Ok(())
}
