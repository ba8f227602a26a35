//! Carts and their checkout.
//!
//! Used through `Client::carts`. A cart may be made though a line has an error; a checkout may succeed though an order failed: look inside.

use crate::{Error, noun};
use nahtlos_wire::carts::{Cart, CartCheckoutResult};

noun! {
    /// Carts and their checkout.
    Carts
}

impl Carts {
    /// Makes a cart; lines that cannot be bought say so in `error`.
    pub async fn create(&self, customer: &str, cart: &Cart) -> Result<Cart, Error> {
        self.client.post(&["customers", customer, "carts"]).json(cart).read().await
    }

    /// One cart.
    pub async fn get(&self, customer: &str, cart: &str) -> Result<Cart, Error> {
        self.client.get(&["customers", customer, "carts", cart]).read().await
    }

    /// Replaces a cart's lines.
    pub async fn update(&self, customer: &str, id: &str, cart: &Cart) -> Result<Cart, Error> {
        self.client.put(&["customers", customer, "carts", id]).json(cart).read().await
    }

    /// Buys what is in the cart; groups that failed are in `orderErrors`.
    pub async fn checkout(&self, customer: &str, cart: &str) -> Result<CartCheckoutResult, Error> {
        self.client.post(&["customers", customer, "carts", cart, "checkout"]).read().await
    }
}
