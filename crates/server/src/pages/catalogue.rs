//! The catalogue: what can be sold in a country, with its SKUs and terms; and which files it was made of.

use super::{
    frame::Trouble,
    lists::{self, Table},
    price_files,
    prices::Prices,
    show,
    table::page,
    visit::Visit,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Head, Link, Menu, Part, Value, Weight};
use nahtlos_wire::{
    Collection,
    catalogue::{Availability, Product, Sku},
    imports::CatalogueVersion,
};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/catalogue", list),
    page!(Signed, Read, "GET", "/catalogue/products/{product}", product),
    page!(Signed, Read, "GET", "/catalogue/versions", versions),
];

/// The country whose catalogue is shown: the visitor's own, if no other is asked for.
fn country(visit: &Visit) -> String {
    let asked = visit.query.get("country").map(str::to_ascii_uppercase);
    let own = visit.signed.as_ref().map(|signed| signed.tenant.country.clone());
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    asked.or(own).filter(is_code).unwrap_or_else(|| "US".to_owned())
}

async fn list(visit: Visit) -> Result<Answer, Trouble> {
    let country = country(&visit);
    let path = format!("/v1/products?country={}&targetView=OnlineServices", super::visit::segment(&country));
    let mut table = Table::new(&visit, "products", "")
        .text(&visit, "product")
        .text(&visit, "id")
        .search(&visit, "q")
        .search(&visit, "country")
        .empty(visit.say("desk-no-products"), None);
    let typed = visit.query.get("q").unwrap_or_default().to_lowercase();
    let all = match visit.get(path).read::<Collection<Product>>().await {
        Ok(page) => page.items,
        // A country in which nothing is sold has an empty catalogue.
        Err(refused) if matches!(refused.status, 400 | 404) => Vec::new(),
        Err(refused) => return Err(refused.into()),
    };
    for product in all {
        let (title, id) = (product.title.unwrap_or_default(), product.id.unwrap_or_default());
        if title.to_lowercase().contains(&typed) || id.to_lowercase().contains(&typed) {
            let to = format!("/catalogue/products/{}?country={country}", super::visit::segment(&id));
            table.row(vec![Cell::link(title, to), Cell::new(Value::Code(id))]);
        }
    }
    table.total = i64::try_from(table.rows.len()).ok();
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(visit.say("pages-menu-catalogue"));
    head.lead = visit.say_with("desk-catalogue-lead", "country", &country);
    if price_files::keeps_catalogue(&visit) {
        head.buttons = vec![Button::page(visit.say("desk-versions"), "/catalogue/versions", Weight::Plain)];
    }
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Catalogue)))))
}

/// A product's SKUs, each with what it can be bought for.
async fn product(visit: Visit) -> Result<Answer, Trouble> {
    let (country, id) = (country(&visit), visit.segment(0));
    let base = format!("/v1/products/{id}");
    let product: Product = visit.get(format!("{base}?country={country}")).read().await?;
    let skus: Collection<Sku> = visit
        .get(format!("{base}/skus?country={country}&targetSegment=commercial"))
        .read()
        .await?;
    let mut table = Table::new(&visit, "skus", "")
        .text(&visit, "offer")
        .text(&visit, "term")
        .text(&visit, "billing")
        .number(&visit, "price")
        .number(&visit, "least")
        .number(&visit, "most")
        .text(&visit, "id")
        .empty(visit.say("desk-no-products"), None);
    let prices = Prices::of(&visit, &country, "Commercial").await?;
    for sku in &skus.items {
        let sku_id = sku.id.clone().unwrap_or_default();
        let path = format!(
            "{base}/skus/{}/availabilities?country={country}&targetSegment=commercial",
            super::visit::segment(&sku_id)
        );
        let found: Collection<Availability> = visit.get(path).read().await?;
        for availability in &found.items {
            for term in availability.terms.iter().flatten() {
                table.row(vec![
                    Cell::text(sku.title.clone().unwrap_or_default()),
                    Cell::text(super::orders_told::duration(&visit, term.duration.as_deref().unwrap_or_default())),
                    Cell::text(super::orders_told::billing(&visit, term.billing_cycle)),
                    prices.as_ref().map_or_else(
                        || Cell::new(Value::Nothing),
                        |all| {
                            let length = term.duration.as_deref().unwrap_or_default();
                            all.cell(&visit, (visit.param(0), &sku_id), length, term.billing_cycle)
                        },
                    ),
                    Cell::new(sku.minimum_quantity.map_or(Value::Nothing, |n| Value::Number(i64::from(n)))),
                    Cell::new(sku.maximum_quantity.map_or(Value::Nothing, |n| Value::Number(i64::from(n)))),
                    Cell::new(Value::Code(availability.catalog_item_id.clone().unwrap_or_default())),
                ]);
            }
        }
    }
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(product.title.unwrap_or_default());
    head.above = Some(Link::new(
        visit.say("pages-menu-catalogue"),
        format!("/catalogue?country={country}"),
    ));
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Catalogue)))))
}

async fn versions(visit: Visit) -> Result<Answer, Trouble> {
    let all: Collection<CatalogueVersion> = visit.get("/moves/v1/catalogue/versions").read().await?;
    let mut table = Table::new(&visit, "versions", "")
        .number(&visit, "number")
        .text(&visit, "when")
        .text(&visit, "file")
        .number(&visit, "added")
        .number(&visit, "changed")
        .number(&visit, "removed")
        .empty(visit.say("desk-no-activity"), None);
    let count = |count: Option<u64>| Value::Number(i64::try_from(count.unwrap_or(0)).unwrap_or(i64::MAX));
    for version in &all.items {
        table.row(vec![
            Cell::new(version.version.map_or(Value::Nothing, Value::Number)),
            Cell::new(version.at.map_or(Value::Nothing, Value::Moment)),
            show::text(version.file.as_deref()),
            Cell::new(count(version.added)),
            Cell::new(count(version.changed)),
            Cell::new(count(version.removed)),
        ]);
    }
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(visit.say("desk-versions"));
    head.above = Some(Link::new(visit.say("pages-menu-catalogue"), "/catalogue"));
    let mut parts = vec![table.part(&visit)];
    if price_files::keeps_catalogue(&visit) {
        parts.push(Part::Form(price_files::form(&visit, String::new())));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Catalogue)))))
}
