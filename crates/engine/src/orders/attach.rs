//! Attaches files (purchase orders, documents of a tender) to an order.

use super::read::unknown;
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{orders::AttachmentKind, permissions::Action, refusals::Refusal};
use nahtlos_store::orders::{self, Attachment};
use serde::Serialize;
use std::collections::BTreeMap;

/// Files that an order can have.
const MOST: usize = 25;

/// A file to attach.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// What it is.
    pub kind: AttachmentKind,
    /// File name, without a folder.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    pub content: Vec<u8>,
}

/// Files to attach.
#[derive(Debug, Clone)]
pub struct AttachFiles {
    /// Customer.
    pub customer_id: String,
    /// Order.
    pub order_id: String,
    /// The files.
    pub files: Vec<NewFile>,
    /// What the caller says about the purchase order (price, currency, tender); it stands in the audit trail.
    pub details: BTreeMap<String, String>,
}

/// What the audit trail keeps of a file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Attached<'a> {
    attachment_id: &'a str,
    kind: AttachmentKind,
    name: &'a str,
    bytes: i64,
    details: &'a BTreeMap<String, String>,
}

impl UseCase for AttachFiles {
    type Out = Vec<Attachment>;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    /// Every file of the order, without contents.
    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Vec<Attachment>, Halt> {
        let partner = act.call.actor.tenant_id.clone();
        let id = self.order_id.to_ascii_lowercase();
        let order = orders::find(act.tx, &self.customer_id, &partner, &id)
            .await?
            .ok_or_else(|| unknown(&id))?;
        let mut all = orders::attachments(act.tx, &order.customer_id, &order.id).await?;
        if all.len() + self.files.len() > MOST {
            return Err(Refusal::property("pofiles", format!("an order can have at most {MOST} files")).into());
        }
        for new in &self.files {
            let file = Attachment {
                id: act.guid(),
                name: new.name.clone(),
                kind: new.kind,
                media_type: new.media_type.clone(),
                size: new.content.len() as i64,
                content: new.content.clone(),
            };
            orders::attach(act.tx, &order.customer_id, &order.id, &file).await?;
            act.changed(Changed {
                scope: &order.customer_id,
                partner: &partner,
                resource: "order",
                id: &order.id,
                operation: "add_order_attachment",
                before: NOTHING,
                after: Some(&Attached {
                    attachment_id: &file.id,
                    kind: file.kind,
                    name: &file.name,
                    bytes: file.size,
                    details: &self.details,
                }),
            })?;
            all.push(Attachment {
                content: Vec::new(),
                ..file
            });
        }
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }
}
