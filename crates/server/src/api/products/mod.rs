//! Products, SKUs and availabilities of new commerce, for a country and for a customer; what is in stock.

mod get;
mod inventory;
mod list;
pub(crate) mod shelf;
pub(crate) mod view;

use super::routes::{Route, route};
use nahtlos_wire::{
    Collection,
    catalogue::{Availability, Product, Sku},
    inventory::{InventoryCheckRequest, InventoryItem},
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/products",                                                                                     "list products",                           list::products).asks("country:country! targetView! targetSegment:segment").ok::<Collection<Product>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/products/{product_id}",                                                                        "get product",                             get::product).asks("country:country! targetSegment:segment").ok::<Product>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/products/{product_id}/skus",                                                                   "list SKUs",                               list::skus).asks("country:country! targetSegment:segment").ok::<Collection<Sku>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/products/{product_id}/skus/{sku_id}",                                                          "get SKU",                                 get::sku).asks("country:country! targetSegment:segment").ok::<Sku>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/products/{product_id}/skus/{sku_id}/availabilities",                                           "list availabilities",                     list::availabilities).asks("country:country! targetSegment:segment").ok::<Collection<Availability>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/products/{product_id}/skus/{sku_id}/availabilities/{availability_id}",                         "get availability",                        get::availability).asks("country:country! targetSegment:segment").ok::<Availability>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/customers/{customer_id}/products",                                                             "list products for customer",              list::products_for).asks("targetView! targetSegment:segment").ok::<Collection<Product>>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/products",                                                             "list products for customer (POST)",       list::products_for).asks("targetView! targetSegment:segment").ok::<Collection<Product>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/customers/{customer_id}/products/{product_id}",                                                "get product for customer",                get::product_for).asks("targetSegment:segment").ok::<Product>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/products/{product_id}",                                                "get product for customer (POST)",         get::product_for).asks("targetSegment:segment").ok::<Product>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/customers/{customer_id}/products/{product_id}/skus",                                           "list SKUs for customer",                  list::skus_for).asks("targetSegment:segment").ok::<Collection<Sku>>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/products/{product_id}/skus",                                           "list SKUs for customer (POST)",           list::skus_for).asks("targetSegment:segment").ok::<Collection<Sku>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}",                                  "get SKU for customer",                    get::sku_for).asks("targetSegment:segment").ok::<Sku>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}",                                  "get SKU for customer (POST)",             get::sku_for).asks("targetSegment:segment").ok::<Sku>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}/availabilities",                   "list availabilities for customer",        list::availabilities_for).asks("targetSegment:segment").ok::<Collection<Availability>>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}/availabilities",                   "list availabilities for customer (POST)", list::availabilities_for).asks("targetSegment:segment").ok::<Collection<Availability>>(),
    route!("catalogue", PartnerCenter, Token, Read, "GET",  "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}/availabilities/{availability_id}", "get availability for customer",           get::availability_for).asks("targetSegment:segment").ok::<Availability>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}/availabilities/{availability_id}", "get availability for customer (POST)",    get::availability_for).asks("targetSegment:segment").ok::<Availability>(),
    route!("catalogue", PartnerCenter, Token, Read, "POST", "/v1/extensions/product/checkInventory",                                                            "check inventory",                         inventory::handle).asks("country:country! targetSegment:segment").takes::<InventoryCheckRequest>().ok::<Vec<InventoryItem>>(),
];
