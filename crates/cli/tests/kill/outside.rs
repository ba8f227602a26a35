//! What a client sees of the center after it was killed, through the API alone.

use crate::{
    clients::{Client, Kept, Sent, Wish},
    wire::{Reply, Request, Wire},
    world::{House, SKU, World},
};
use serde_json::Value;
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};
use tokio::task::JoinSet;

/// Asks for everything that was acknowledged since the last time; how much that was.
pub(crate) async fn all_is_there(clients: Vec<Client>, world: &Arc<World>, address: SocketAddr) -> (Vec<Client>, usize) {
    let mut set = JoinSet::new();
    for mut client in clients {
        let world = Arc::clone(world);
        set.spawn(async move {
            let mut look = Look {
                wire: Wire::to(address),
                world,
            };
            let new = look.everything(&client).await;
            client.seen = client.kept.len();
            (client, new)
        });
    }
    collected(set).await
}

/// Sends again what was not answered, twice, and what was acknowledged last: each has one reply, whichever side of the kill it was.
pub(crate) async fn repeat(clients: Vec<Client>, address: SocketAddr) -> (Vec<Client>, usize) {
    let mut set = JoinSet::new();
    for mut client in clients {
        set.spawn(async move {
            let mut wire = Wire::to(address);
            if let Some(last) = client.kept.last() {
                again(&mut wire, &last.sent, &last.reply).await;
            }
            let flight = client.flight.take();
            let repeated = usize::from(flight.is_some());
            if let Some(sent) = flight {
                let reply = wire.reply(&sent.request).await;
                assert!(reply.is_done(), "the same again: {sent:?}: {}", reply.text());
                again(&mut wire, &sent, &reply).await;
                client.acknowledged(sent, reply);
            }
            (client, repeated)
        });
    }
    collected(set).await
}

async fn collected(mut set: JoinSet<(Client, usize)>) -> (Vec<Client>, usize) {
    let (mut all, mut count) = (Vec::new(), 0);
    while let Some(done) = set.join_next().await {
        let (client, number) = done.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
        all.push(client);
        count += number;
    }
    all.sort_by_key(|client| client.number);
    (all, count)
}

async fn again(wire: &mut Wire, sent: &Sent, before: &Reply) {
    let reply = wire.reply(&sent.request).await;
    let (now, then) = (without_password(&reply), without_password(before));
    assert_eq!(now, then, "{sent:?} got another reply when it came again");
}

/// Status and body but for passwords, which no kept reply has.
fn without_password(reply: &Reply) -> (u16, Value) {
    let mut body = reply.json();
    for part in ["passwordProfile", "userCredentials"] {
        if let Some(Value::Object(part)) = body.get_mut(part) {
            part.remove("password");
        }
    }
    (reply.status, body)
}

struct Look {
    wire: Wire,
    world: Arc<World>,
}

impl Look {
    async fn everything(&mut self, client: &Client) -> usize {
        let new = &client.kept[client.seen..];
        // Of what a client changes again and again, the last is there; or what it wanted when it was cut off.
        let mut last: BTreeMap<(&str, &str), &Kept> = BTreeMap::new();
        for kept in new {
            match &kept.sent.wish {
                Wish::Quantity { .. } | Wish::Licence { .. } => {
                    last.insert((kept.sent.wish.kind(), &kept.id), kept);
                }
                _ => self.made(kept).await,
            }
        }
        for kept in last.values() {
            self.changed(kept, client.flight.as_ref().map(|sent| &sent.wish)).await;
        }
        new.len()
    }

    async fn ask(&mut self, path: String) -> Value {
        let request = Request::get(&self.world.token, path);
        self.wire.done(&request).await
    }

    async fn made(&mut self, kept: &Kept) {
        let id = &kept.id;
        match &kept.sent.wish {
            Wish::Order { customer, quantity } | Wish::Checkout { customer, quantity } => {
                let order = self.ask(format!("/v1/customers/{customer}/orders/{id}")).await;
                assert_eq!(order["lineItems"][0]["subscriptionId"], *kept.subscription, "{order}");
                let path = format!("/v1/customers/{customer}/subscriptions/{}", kept.subscription);
                let subscription = self.ask(path).await;
                assert_eq!(
                    (&subscription["status"], &subscription["orderId"]),
                    (&"active".into(), &Value::from(id.as_str()))
                );
                assert!(subscription["quantity"].as_i64() >= Some(*quantity), "{subscription}");
            }
            Wish::Cart { customer } => {
                let cart = self.ask(format!("/v1/customers/{customer}/carts/{id}")).await;
                assert_eq!(cart["id"], id.as_str());
            }
            Wish::User { tenant, name } => {
                let user = self.ask(format!("/v1/customers/{tenant}/users/{id}")).await;
                assert_eq!(user["userPrincipalName"], name.as_str());
            }
            Wish::Customer { domain } => {
                let customer = self.ask(format!("/v1/customers/{id}")).await;
                assert_eq!(customer["companyProfile"]["domain"], domain.as_str());
            }
            Wish::Agreement { customer } => {
                let agreements = self.ask(format!("/v1/customers/{customer}/agreements?agreementType=*")).await;
                assert_eq!(agreements["totalCount"], 1, "{agreements}");
            }
            Wish::Quantity { .. } | Wish::Licence { .. } => unreachable!("these are changes"),
        }
    }

    async fn changed(&mut self, kept: &Kept, flight: Option<&Wish>) {
        match &kept.sent.wish {
            Wish::Quantity {
                customer, subscription, ..
            } => {
                let found = self.ask(format!("/v1/customers/{customer}/subscriptions/{subscription}")).await;
                let now = Wish::Quantity {
                    customer: customer.clone(),
                    subscription: subscription.clone(),
                    quantity: found["quantity"].as_i64().expect("a number"),
                };
                assert!(
                    now == kept.sent.wish || Some(&now) == flight,
                    "{now:?}: promised {:?}, wanted {flight:?}",
                    kept.sent.wish
                );
            }
            Wish::Licence { tenant, user, .. } => {
                let path = format!("/v1.0/users/{user}?$select=assignedLicenses");
                let graph = self.house(tenant).graph.clone();
                let found = self.wire.done(&Request::get(&graph, path)).await;
                let licences = found["assignedLicenses"].as_array().expect("a list");
                let now = Wish::Licence {
                    tenant: tenant.clone(),
                    user: user.clone(),
                    holds: licences.iter().any(|licence| licence["skuId"] == SKU),
                };
                assert!(
                    now == kept.sent.wish || Some(&now) == flight,
                    "{now:?}: promised {:?}, wanted {flight:?}",
                    kept.sent.wish
                );
            }
            _ => unreachable!("these are no changes"),
        }
    }

    fn house(&self, tenant: &str) -> &House {
        let mut houses = self.world.houses.iter();
        houses.find(|house| house.customer == tenant).expect("a house")
    }
}
