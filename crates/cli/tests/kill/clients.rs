//! Clients that write: each one thing after the other, with a key, remembering what was promised to it and what it does not know.
//!
//! Each owns what it changes, so that it knows what must be there; houses are shared, so that seats, licences and the trail are
//! written side by side.

use crate::{
    wire::{Reply, Request},
    world::{House, World, customer, text, user},
};
use serde_json::{Value, json};
use std::{fmt, sync::Arc};

/// Seats of a subscription before the next one is bought: every addition has a window of its own, which the subscription carries.
const FULL: i64 = 40;
/// Purchases of a new customer before the next customer.
const PURCHASES: u32 = 6;

/// What a request wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    Quantity {
        customer: String,
        subscription: String,
        quantity: i64,
    },
    Order {
        customer: String,
        quantity: i64,
    },
    Checkout {
        customer: String,
        quantity: i64,
    },
    Cart {
        customer: String,
    },
    Licence {
        tenant: String,
        user: String,
        holds: bool,
    },
    User {
        tenant: String,
        name: String,
    },
    Customer {
        domain: String,
    },
    Agreement {
        customer: String,
    },
}

impl Wish {
    /// Its kind, for figures and for what requests of one kind have in common.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Quantity { .. } => "seat change",
            Self::Order { .. } => "order",
            Self::Checkout { .. } => "checkout",
            Self::Cart { .. } => "cart",
            Self::Licence { .. } => "licence",
            Self::User { .. } => "user",
            Self::Customer { .. } => "customer",
            Self::Agreement { .. } => "agreement",
        }
    }
}

/// A request with what it wants.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) wish: Wish,
    pub(crate) request: Request,
    /// Its correlation id, which stands in the trail.
    pub(crate) correlation: String,
}

/// A request that was acknowledged: what was promised must be there for ever.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) sent: Sent,
    pub(crate) reply: Reply,
    /// Id of what was made.
    pub(crate) id: String,
    /// The subscription of an order.
    pub(crate) subscription: String,
}

impl Kept {
    fn new(sent: Sent, reply: Reply) -> Self {
        let body = reply.json();
        let (id, subscription) = match &sent.wish {
            Wish::Order { .. } => (text(&body["id"]), text(&body["lineItems"][0]["subscriptionId"])),
            Wish::Checkout { .. } => {
                let order = &body["orders"][0];
                (text(&order["id"]), text(&order["lineItems"][0]["subscriptionId"]))
            }
            Wish::Quantity {
                subscription, quantity, ..
            } => {
                assert_eq!(body["quantity"], *quantity, "{body}");
                (subscription.clone(), String::new())
            }
            Wish::Licence { user, .. } => (user.clone(), String::new()),
            Wish::Agreement { .. } => (String::new(), String::new()),
            _ => (text(&body["id"]), String::new()),
        };
        Self {
            sent,
            reply,
            id,
            subscription,
        }
    }
}

#[derive(Debug)]
enum Role {
    /// Adds seats, one after the other, to subscriptions of its own.
    Seats { house: House, current: Option<(String, i64)> },
    /// Gives and takes licences.
    Licences { house: House, holds: Vec<bool>, turn: usize },
    /// Creates users.
    People { house: House },
    /// Creates customers who buy.
    Newcomers { customer: Option<Newcomer> },
}

#[derive(Debug)]
struct Newcomer {
    id: String,
    agreed: bool,
    cart: Option<String>,
    purchases: u32,
}

/// Somebody who writes.
pub(crate) struct Client {
    pub(crate) number: usize,
    world: Arc<World>,
    role: Role,
    made: u64,
    /// Everything that was acknowledged.
    pub(crate) kept: Vec<Kept>,
    /// How many of these were looked for after an earlier kill.
    pub(crate) seen: usize,
    /// What was sent and not answered.
    pub(crate) flight: Option<Sent>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "client {} with {} acknowledged, in flight {:?}",
            self.number,
            self.kept.len(),
            self.flight
        )
    }
}

impl Client {
    /// All of them: sixteen.
    pub(crate) fn all(world: &Arc<World>) -> Vec<Self> {
        let mut roles = Vec::new();
        for house in &world.houses {
            for _ in 0..2 {
                let house = house.clone();
                roles.push(Role::Seats { house, current: None });
            }
            let holds = vec![false; house.users.len()];
            roles.push(Role::Licences {
                house: house.clone(),
                holds,
                turn: 0,
            });
        }
        roles.extend(world.houses.iter().take(2).map(|house| Role::People { house: house.clone() }));
        roles.extend([Role::Newcomers { customer: None }, Role::Newcomers { customer: None }]);
        let numbered = roles.into_iter().enumerate();
        let clients = numbered.map(|(number, role)| Self {
            number,
            world: Arc::clone(world),
            role,
            made: 0,
            kept: Vec::new(),
            seen: 0,
            flight: None,
        });
        clients.collect()
    }

    /// What to send next: what was not answered, word for word, else something new.
    pub(crate) fn next(&mut self) -> Sent {
        match self.flight.take() {
            Some(sent) => sent,
            None => self.make(),
        }
    }

    fn make(&mut self) -> Sent {
        self.made += 1;
        let mark = format!("{}-{}", self.number, self.made);
        let partner = self.world.token.clone();
        let (wish, method, path, body, token) = match &self.role {
            Role::Seats { house, current: None } => {
                let customer = house.customer.clone();
                let path = format!("/v1/customers/{customer}/orders");
                (Wish::Order { customer, quantity: 2 }, "POST", path, self.world.order(2), partner)
            }
            Role::Seats {
                house,
                current: Some((subscription, quantity)),
            } => {
                let (customer, subscription, quantity) = (house.customer.clone(), subscription.clone(), quantity + 1);
                let path = format!("/v1/customers/{customer}/subscriptions/{subscription}");
                let body = json!({ "quantity": quantity, "autoRenewEnabled": true });
                let wish = Wish::Quantity {
                    customer,
                    subscription,
                    quantity,
                };
                (wish, "PATCH", path, body, partner)
            }
            Role::Licences { house, holds, turn } => {
                let (user, holds) = (house.users[*turn].clone(), !holds[*turn]);
                let path = format!("/v1.0/users/{user}/assignLicense");
                let body = match holds {
                    true => json!({ "addLicenses": [{ "skuId": crate::world::SKU, "disabledPlans": [] }], "removeLicenses": [] }),
                    false => json!({ "addLicenses": [], "removeLicenses": [crate::world::SKU] }),
                };
                let tenant = house.customer.clone();
                (Wish::Licence { tenant, user, holds }, "POST", path, body, house.graph.clone())
            }
            Role::People { house } => {
                let (tenant, name) = (house.customer.clone(), format!("new{mark}@{}", house.domain));
                let path = format!("/v1/customers/{tenant}/users");
                let body = user(&name);
                (Wish::User { tenant, name }, "POST", path, body, partner)
            }
            Role::Newcomers { customer: None } => {
                let domain = format!("newcomer{mark}.onmicrosoft.com");
                let body = customer(&domain);
                (Wish::Customer { domain }, "POST", "/v1/customers".to_owned(), body, partner)
            }
            Role::Newcomers { customer: Some(newcomer) } => {
                let (wish, path, body) = self.buys(newcomer);
                (wish, "POST", path, body, partner)
            }
        };
        let mut request = Request::write(&token, method, path, &body);
        let correlation = guid(self.number, self.made, 1);
        request.headers = vec![("ms-correlationid", correlation.clone())];
        // Graph knows the second key only; the partner API takes both.
        let key = match (&wish, self.made % 2) {
            (Wish::Licence { .. }, _) | (_, 0) => ("idempotency-key", mark),
            _ => ("ms-requestid", guid(self.number, self.made, 2)),
        };
        request.headers.push(key);
        Sent {
            wish,
            request,
            correlation,
        }
    }

    /// A new customer agrees, then buys by cart and by order in turn.
    fn buys(&self, newcomer: &Newcomer) -> (Wish, String, Value) {
        let (customer, base) = (newcomer.id.clone(), format!("/v1/customers/{}", newcomer.id));
        let quantity = 3;
        match newcomer {
            Newcomer { agreed: false, .. } => (Wish::Agreement { customer }, format!("{base}/agreements"), self.world.agreement()),
            Newcomer { cart: Some(cart), .. } => {
                let path = format!("{base}/carts/{cart}/checkout");
                (Wish::Checkout { customer, quantity }, path, Value::Null)
            }
            Newcomer { purchases, .. } if purchases % 2 == 0 => {
                (Wish::Cart { customer }, format!("{base}/carts"), self.world.cart(quantity))
            }
            Newcomer { .. } => {
                let path = format!("{base}/orders");
                (Wish::Order { customer, quantity }, path, self.world.order(quantity))
            }
        }
    }

    /// Takes an acknowledgement.
    pub(crate) fn acknowledged(&mut self, sent: Sent, reply: Reply) {
        let kept = Kept::new(sent, reply);
        match (&mut self.role, &kept.sent.wish) {
            (Role::Seats { current, .. }, Wish::Order { quantity, .. }) => *current = Some((kept.subscription.clone(), *quantity)),
            (Role::Seats { current, .. }, Wish::Quantity { quantity, .. }) => {
                *current = current.take().map(|(id, _)| (id, *quantity)).filter(|_| *quantity < FULL);
            }
            (Role::Licences { holds, turn, .. }, Wish::Licence { holds: now, .. }) => {
                holds[*turn] = *now;
                *turn = (*turn + 1) % holds.len();
            }
            (Role::Newcomers { customer }, Wish::Customer { .. }) => {
                *customer = Some(Newcomer {
                    id: kept.id.clone(),
                    agreed: false,
                    cart: None,
                    purchases: 0,
                });
            }
            (Role::Newcomers { customer: Some(one) }, Wish::Agreement { .. }) => one.agreed = true,
            (Role::Newcomers { customer: Some(one) }, Wish::Cart { .. }) => one.cart = Some(kept.id.clone()),
            (Role::Newcomers { customer }, Wish::Checkout { .. } | Wish::Order { .. }) => {
                if let Some(one) = customer {
                    one.cart = None;
                    one.purchases += 1;
                }
                *customer = customer.take().filter(|one| one.purchases < PURCHASES);
            }
            _ => {}
        }
        self.kept.push(kept);
    }
}

fn guid(client: usize, request: u64, what: u8) -> String {
    format!("{what:08x}-{client:04x}-4000-8000-{request:012x}")
}
