//! Orders, their provisioning, activation links and attachments.
//!
//! Used through `Client::orders`.

use crate::{Error, noun, random};
use nahtlos_wire::{
    Collection,
    enums::AttachmentType,
    orders::{Order, OrderAttachment, OrderAttachmentMetadata, OrderLineItemActivationLink, OrderLineItemProvisioningStatus},
};

noun! {
    /// Orders.
    Orders
}

/// A file to be attached to an order.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Which kind of document.
    pub kind: AttachmentType,
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Orders {
    /// A customer's orders, of a billing cycle (`monthly`, `annual`, `onetime`) or all.
    pub async fn list(&self, customer: &str, billing_type: Option<&str>, with_prices: bool) -> Result<Vec<Order>, Error> {
        let call = self.client.get(&["customers", customer, "orders"]);
        call.maybe("billingType", billing_type)
            .maybe("include_price", with_prices.then_some("true"))
            .items()
            .await
    }

    /// One order.
    pub async fn get(&self, customer: &str, order: &str, with_prices: bool) -> Result<Order, Error> {
        let call = self.client.get(&["customers", customer, "orders", order]);
        call.maybe("include_price", with_prices.then_some("true")).read().await
    }

    /// Orders at once, without a cart.
    pub async fn create(&self, customer: &str, order: &Order) -> Result<Order, Error> {
        self.client.post(&["customers", customer, "orders"]).json(order).read().await
    }

    /// Changes the billing cycle, buys an add-on, or cancels: whatever the change names.
    pub async fn update(&self, customer: &str, id: &str, change: &Order) -> Result<Order, Error> {
        self.client.patch(&["customers", customer, "orders", id]).json(change).read().await
    }

    /// How far each line is provisioned.
    pub async fn provisioning_status(&self, customer: &str, order: &str) -> Result<Vec<OrderLineItemProvisioningStatus>, Error> {
        let call = self.client.get(&["customers", customer, "orders", order, "provisioningstatus"]);
        call.items().await
    }

    /// Where an order's lines are activated.
    pub async fn activation_links(&self, customer: &str, order: &str) -> Result<Vec<OrderLineItemActivationLink>, Error> {
        let call = self.client.get(&["customers", customer, "orders", order, "activationlinks"]);
        call.items().await
    }

    /// Where one line is activated.
    pub async fn line_activation_links(&self, customer: &str, order: &str, line: u32) -> Result<Vec<OrderLineItemActivationLink>, Error> {
        let line = line.to_string();
        let path = ["customers", customer, "orders", order, "lineitems", &line, "activationlinks"];
        self.client.get(&path).items().await
    }

    /// The files attached to an order.
    pub async fn attachments(&self, customer: &str, order: &str) -> Result<Vec<OrderAttachment>, Error> {
        let call = self.client.get(&["customers", customer, "orders", order, "attachments"]);
        call.items().await
    }

    /// Attaches files; gives all that the order has then.
    pub async fn attach(
        &self,
        customer: &str,
        order: &str,
        about: &OrderAttachmentMetadata,
        files: &[Upload],
    ) -> Result<Vec<OrderAttachment>, Error> {
        let about = serde_json::to_vec(about).map_err(|error| Error::Request(error.to_string()))?;
        let (content_type, body) = multipart(&about, files)?;
        let call = self.client.post(&["customers", customer, "orders", order, "attachment"]);
        let all: Collection<OrderAttachment> = call.raw(&content_type, body).read().await?;
        Ok(all.items)
    }

    /// An attached file.
    pub async fn attachment(&self, customer: &str, order: &str, attachment: &str) -> Result<Vec<u8>, Error> {
        let call = self.client.get(&["customers", customer, "orders", order, "attachment", attachment]);
        Ok(call.reply().await?.bytes)
    }
}

/// A form of parts: one of JSON, then the files.
fn multipart(about: &[u8], files: &[Upload]) -> Result<(String, Vec<u8>), Error> {
    let boundary = format!("part-{}", random::guid().as_simple());
    let mut body = Vec::new();
    let mut part = |head: String, bytes: &[u8]| {
        body.extend_from_slice(format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    part("name=\"metadata\"\r\nContent-Type: application/json".to_owned(), about);
    for file in files {
        if file.name.chars().any(|c| c.is_control() || c == '"') {
            return Err(Error::Request(format!("{:?} is no name of a file", file.name)));
        }
        let field = match file.kind {
            AttachmentType::PurchaseOrder => "pofiles",
            AttachmentType::Tender => "tenderfiles",
        };
        let head = format!(
            "name=\"{field}\"; filename=\"{}\"\r\nContent-Type: application/octet-stream",
            file.name
        );
        part(head, &file.bytes);
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("multipart/form-data; boundary={boundary}"), body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_its_parts_and_refuses_names_that_break_it() {
        let file = |name: &str| Upload {
            kind: AttachmentType::PurchaseOrder,
            name: name.to_owned(),
            bytes: b"%PDF".to_vec(),
        };
        let (kind, body) = multipart(b"{}", &[file("order.pdf")]).unwrap();
        let boundary = kind.split_once("boundary=").unwrap().1;
        let text = String::from_utf8(body).unwrap();
        assert_eq!(text.matches(boundary).count(), 3);
        assert!(text.contains("name=\"pofiles\"; filename=\"order.pdf\"\r\n"));
        assert!(text.ends_with("--\r\n"));
        assert!(multipart(b"{}", &[file("a\"\r\nX: y")]).is_err());
    }
}
