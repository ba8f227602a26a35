//! Files of an order: purchase orders, documents of a tender. Listed, added, fetched.

use super::{
    list::need,
    multipart::{Form, Part},
};
use crate::api::{answer::Answer, ask::Ask, openapi::Bytes, problem::Problem};
use nahtlos_engine::orders::{AttachFiles, NewFile, read::Attachment};
use nahtlos_model::{orders::AttachmentKind, refusals::Refusal};
use nahtlos_wire::{Collection, Limits, Link, body, enums::AttachmentType, orders as wire};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;

/// The parts of the form.
#[derive(Debug)]
pub(crate) struct Upload;

nahtlos_wire::describe!(Upload as "OrderAttachmentUpload" {} sometimes {
    "metadata": wire::OrderAttachmentMetadata, "pofiles": Bytes, "tenderfiles": Bytes,
});

fn shown(file: &Attachment) -> wire::OrderAttachment {
    wire::OrderAttachment {
        attachment_id: Some(file.id.clone()),
        file_name: Some(file.name.clone()),
        size_in_kb: Some(u64::try_from(file.size).unwrap_or(0).div_ceil(1024)),
        attachment_type: Some(match file.kind {
            AttachmentKind::PurchaseOrder => AttachmentType::PurchaseOrder,
            AttachmentKind::Tender => AttachmentType::Tender,
        }),
    }
}

fn all(customer: &str, order: &str, files: &[Attachment]) -> Collection<wire::OrderAttachment> {
    let address = format!("/customers/{customer}/orders/{order}/attachments");
    Collection::of(files.iter().map(shown).collect()).with_link("self", Link::get(address))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let files = ask.read(need(&ask)).await?.attachments(&ask.id(1)).await?;
    Ok(Answer::ok(&all(&ask.id(0), &ask.id(1), &files)))
}

pub(crate) async fn upload(ask: Ask) -> Result<Answer, Problem> {
    let form = Form::read(ask.header("content-type").unwrap_or(""), ask.body.clone()).await?;
    let (mut files, mut details) = (Vec::new(), BTreeMap::new());
    for part in form.parts {
        if part.name.eq_ignore_ascii_case("metadata") {
            details = read_details(&part)?;
        } else {
            files.push(new_file(part)?);
        }
    }
    if files.is_empty() {
        return Err(Refusal::property(
            "pofiles",
            "send at least one file as a part of this name, or of the name tenderfiles",
        )
        .into());
    }
    let (customer, order) = (ask.id(0), ask.id(1));
    let command = AttachFiles {
        customer_id: customer.clone(),
        order_id: order.clone(),
        files,
        details,
    };
    ask.write(command, move |files| Answer::created(&all(&customer, &order, files)))
        .await
}

fn new_file(part: Part) -> Result<NewFile, Refusal> {
    let kind = match part.name.to_ascii_lowercase().as_str() {
        "pofiles" => AttachmentKind::PurchaseOrder,
        "tenderfiles" => AttachmentKind::Tender,
        other => {
            return Err(Refusal::property(
                other,
                "is no part of this form; parts are metadata, pofiles, tenderfiles",
            ));
        }
    };
    if part.content.is_empty() {
        return Err(Refusal::property(part.name, "is an empty file"));
    }
    Ok(NewFile {
        kind,
        name: part.file_name,
        media_type: part.media_type,
        content: part.content.to_vec(),
    })
}

fn read_details(part: &Part) -> Result<BTreeMap<String, String>, Problem> {
    let sent: wire::OrderAttachmentMetadata = body::parse_as(&part.content, &Limits::default())?;
    let texts = [
        ("customerPrice", sent.customer_price),
        ("currency", sent.currency),
        ("fxRate", sent.fx_rate),
        ("isPartOfTender", sent.is_part_of_tender.map(|yes| yes.to_string())),
        ("tenderLink", sent.tender_link),
    ];
    let given = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
    Ok(given.collect())
}

pub(crate) async fn download(ask: Ask) -> Result<Answer, Problem> {
    let file = ask.read(need(&ask)).await?.attachment(&ask.id(1), &ask.id(2)).await?;
    let plain: String = file
        .name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\') { c } else { '_' })
        .collect();
    let exact = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    Ok(Answer::bytes(&file.media_type, file.content)
        .with(
            "content-disposition",
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"),
        )
        .with("x-content-type-options", "nosniff"))
}
