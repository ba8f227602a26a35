//! Attaches a file (a purchase order) to an order.

use super::read::unknown;
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::permissions::Action;
use nahtlos_store::orders::{self, Attachment};

/// A file to attach.
#[derive(Debug, Clone)]
pub struct AttachFile {
    /// Customer.
    pub customer_id: String,
    /// Order.
    pub order_id: String,
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    pub content: Vec<u8>,
}

impl UseCase for AttachFile {
    type Out = Attachment;

    fn needs(&self) -> Need {
        Need::customer(Action::PlaceOrders, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Attachment, Halt> {
        let partner = act.call.actor.tenant_id.clone();
        let id = self.order_id.to_ascii_lowercase();
        let order = orders::find(act.tx, &self.customer_id, &partner, &id)
            .await?
            .ok_or_else(|| unknown(&id))?;
        let file = Attachment {
            id: act.guid(),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size: self.content.len() as i64,
            content: self.content.clone(),
        };
        orders::attach(act.tx, &order.customer_id, &order.id, &file).await?;
        act.changed(Changed {
            scope: &order.customer_id,
            partner: &partner,
            resource: "order",
            id: &order.id,
            operation: "add_order_attachment",
            before: NOTHING,
            after: Some(&(&file.id, &file.name, file.size)),
        })?;
        Ok(file)
    }
}
