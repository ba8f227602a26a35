//! An invitation as the wire shows it: to the partner with its link and mail, to the customer as what it asks.

use super::Says;
use crate::{
    api::{ask::Ask, context::View, convert},
    mail,
};
use nahtlos_engine::invitations::{Asked, Party};
use nahtlos_model::{
    delegations::{duration, roles},
    invitations::{Draft, Invitation, InvitationStatus, MailChange, Person, Reminder},
};
use nahtlos_report::Lang;
use nahtlos_wire::{delegations::GranularRole, invitations as wire};

/// What a request says, as the model has it.
pub(super) fn draft(sent: wire::InvitationRequest) -> Draft {
    let mail = sent.mail.unwrap_or_default();
    Draft {
        customer_name: sent.customer_name,
        customer_domain: sent.customer_domain,
        customer_email: sent.customer_email,
        country: sent.country,
        delegated: sent.delegated_admin,
        roles: sent.roles,
        roles_duration: sent.roles_duration,
        provider_id: sent.provider_id,
        language: sent.language,
        expires: sent.expires_at,
        reminder_days: sent.reminder_days,
        mail: MailChange {
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
        },
    }
}

/// The language for whoever reads: `lang` of the query, else what the reader asks for, else the invitation's.
pub(crate) fn language(ask: &Ask, invitation: &str) -> Lang {
    let wanted = ask.query.get("lang").and_then(Lang::of_tag);
    let asked = || {
        ["x-locale", "accept-language"]
            .into_iter()
            .find_map(|name| of_header(ask.header(name)?))
    };
    wanted.or_else(asked).or_else(|| Lang::of_tag(invitation)).unwrap_or(Lang::En)
}

/// The first language of a header that we speak.
fn of_header(header: &str) -> Option<Lang> {
    header.split(',').find_map(|part| Lang::of_tag(part.trim()))
}

fn status(status: InvitationStatus) -> wire::InvitationStatus {
    match status {
        InvitationStatus::Drafted => wire::InvitationStatus::Drafted,
        InvitationStatus::Sent => wire::InvitationStatus::Sent,
        InvitationStatus::Opened => wire::InvitationStatus::Opened,
        InvitationStatus::Accepted => wire::InvitationStatus::Accepted,
        InvitationStatus::Declined => wire::InvitationStatus::Declined,
        InvitationStatus::Expired => wire::InvitationStatus::Expired,
        InvitationStatus::Withdrawn => wire::InvitationStatus::Withdrawn,
    }
}

fn person(person: &Person) -> wire::Person {
    wire::Person {
        user_id: Some(person.user_id.clone()),
        user_principal_name: Some(person.user_principal_name.clone()),
        name: Some(person.name.clone()),
    }
}

fn reminder(mail: &Reminder) -> wire::Reminder {
    wire::Reminder {
        at: Some(mail.at),
        kind: Some(mail.kind.clone()),
        state: Some(match (mail.delivered, &mail.problem) {
            (Some(_), _) => wire::MailState::Delivered,
            (None, Some(_)) => wire::MailState::Failing,
            (None, None) => wire::MailState::Waiting,
        }),
        delivered_at: mail.delivered,
        problem: mail.problem.clone(),
    }
}

/// How long roles are asked for, where any are.
fn asked_for(invitation: &Invitation) -> Option<String> {
    (!invitation.roles.is_empty()).then(|| duration::text(invitation.roles_days))
}

fn role(id: &str) -> GranularRole {
    GranularRole {
        role_definition_id: Some(id.to_owned()),
        name: roles::name(id).map(str::to_owned),
    }
}

fn party(party: &Party) -> wire::Party {
    wire::Party {
        id: Some(party.id.clone()),
        name: Some(party.name.clone()),
        domain: Some(party.domain.clone()),
        country: Some(party.country.clone()),
    }
}

impl View {
    /// An invitation, for its partner.
    pub(super) fn invitation(&self, asked: &Asked) -> wire::Invitation {
        let i = &asked.invitation;
        let link = i.link(mail::base(&self.center, &i.base));
        let written = mail::write(&self.center.texts, asked, &link, false);
        let accepted = i.status == InvitationStatus::Accepted;
        let (accepted_by, declined_by) = match &i.decided_by {
            Some(who) if accepted => (Some(person(who)), None),
            Some(who) => (None, Some(person(who))),
            None => (None, None),
        };
        wire::Invitation {
            id: Some(i.id.clone()),
            customer_name: i.customer_name.clone(),
            customer_domain: i.customer_domain.clone(),
            customer_email: i.customer_email.clone(),
            country: i.country.clone(),
            status: Some(status(i.status_at(self.now))),
            created_at: Some(i.created),
            created_by: i.created_by.as_ref().map(person),
            sent_at: i.sent,
            opened_at: i.opened,
            decided_at: i.decided,
            expires_at: Some(i.expires),
            reminder_days: Some(convert::count(i.reminder_days)),
            next_reminder_at: i.next_due().filter(|at| *at < i.expires),
            reminders: Some(i.reminders.iter().map(reminder).collect()),
            accepted_by,
            declined_by,
            customer_id: i.customer_id.clone(),
            delegated_admin: Some(i.delegated),
            roles: Some(i.roles.clone()),
            roles_duration: asked_for(i),
            delegated_admin_relationship_id: i.delegation_id.clone(),
            provider: asked.provider.as_ref().map(|p| wire::Provider {
                id: Some(p.id.clone()),
                name: Some(p.name.clone()),
            }),
            link: Some(link),
            language: Some(i.language.clone()),
            mail: Some(wire::Mail {
                subject: Some(written.subject),
                text: Some(written.text),
                html: Some(written.html),
            }),
            version: Some(convert::count(i.version)),
        }
    }

    /// An invitation, for the invited.
    pub(super) fn by_link(&self, asked: &Asked, language: Lang) -> wire::InvitationByLink {
        let i = &asked.invitation;
        let says = Says::of(self.center.texts.of(language.tag()), asked);
        wire::InvitationByLink {
            status: Some(status(i.status_at(self.now))),
            partner: Some(party(&asked.partner)),
            provider: asked.provider.as_ref().map(party),
            customer_name: i.customer_name.clone(),
            customer_domain: i.customer_domain.clone(),
            delegated_admin: Some(i.delegated),
            roles: Some(i.roles.iter().map(|id| role(id)).collect()),
            roles_duration: asked_for(i),
            language: Some(language.tag().to_owned()),
            expires_at: Some(i.expires),
            decided_at: i.decided,
            decided_by: i.decided_by.as_ref().map(person),
            customer_id: i.customer_id.clone(),
            may: Some(says.may()),
            may_not: Some(says.may_not()),
            changes: Some(says.changes()),
        }
    }
}
