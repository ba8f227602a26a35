//! Carts and their checkout.
//!
//! Used through `Client::carts`. A cart may be made though a line has an error; a checkout may succeed though an order failed: look inside.

use crate::{Error, noun};
use nahtlos_wire::{
    Open,
    carts::{Cart, CartCheckoutResult, CartLineItem},
    enums::CartErrorCode,
};

noun! {
    /// Carts and their checkout.
    Carts
}

impl Carts {
    /// Makes a cart; lines that cannot be bought say so in `error`.
    pub async fn create(&self, customer: &str, cart: &Cart) -> Result<Cart, Error> {
        self.client.post(&["customers", customer, "carts"]).json(cart).read().await
    }

    /// Makes a cart whose lines go without the promotion that was asked for, where that is used up or not for this customer; the ids of
    /// the promotions that were left out. A line that has none may still be given one by the service.
    pub async fn create_with_what_is_left(&self, customer: &str, cart: &Cart) -> Result<(Cart, Vec<String>), Error> {
        let made = self.create(customer, cart).await?;
        let refused = |line: &CartLineItem| {
            let code = line.error.as_ref().and_then(|error| error.error_code.as_ref());
            matches!(code, Some(Open::Known(CartErrorCode::InvalidPromotionId)))
        };
        let lines = made.line_items.iter().flatten();
        let refused: Vec<u32> = lines.filter(|line| refused(line)).filter_map(|line| line.id).collect();
        let mut without = cart.clone();
        let mut left_out = Vec::new();
        for (at, line) in (0..).zip(without.line_items.iter_mut().flatten()) {
            if refused.contains(&line.id.unwrap_or(at)) {
                left_out.extend(line.promotion_id.take().filter(|id| !left_out.contains(id)));
            }
        }
        match (left_out.is_empty(), &made.id) {
            (false, Some(id)) => Ok((self.update(customer, id, &without).await?, left_out)),
            _ => Ok((made, left_out)),
        }
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
