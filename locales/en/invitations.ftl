# Invitations: the page on which a customer's administrator accepts or declines a reseller relationship, and the mails that lead there.
# Keys: `invitation-` for the page and what both say, `invitation-mail-` for mails.

invitation-title = { $partner } asks for a reseller relationship
invitation-kind = Reseller relationship
invitation-heading = { $partner } would like to be your reseller
invitation-for = For { $customer }
invitation-from-person = Asked for by { $person }, { $partner } ({ $domain })
invitation-from = Asked for by { $partner } ({ $domain })
invitation-through = { $provider } provides and bills what { $partner } sells.
invitation-until = You can answer until { $date }.
invitation-only-domain = Only an administrator of { $domain } can answer.

invitation-may-heading = What { $partner } may do then
invitation-may-see = See your company profile and the subscriptions and licences it sells you.
invitation-may-sell = Sell you subscriptions, change and cancel what it sold you, and bill you for it.
invitation-may-delegated = Manage users, licences, groups and domains for you, with delegated admin rights.
invitation-may-roles = For { $days } days, act in your directory in these roles: { $roles }. You can end that at any time.
invitation-may-provider = { $provider } provides these subscriptions and bills { $partner } for them.

invitation-may-not-heading = What { $partner } may not do
invitation-may-not-others = Change or cancel subscriptions that you bought elsewhere.
invitation-may-not-directory = See or manage your users, or assign licences: no delegated admin rights are asked for.
invitation-may-not-exclude = Keep you from having other partners at the same time.

invitation-changes-heading = What accepting changes today
invitation-changes-nothing = Nothing is cancelled and nothing is bought. Your subscriptions and licence assignments stay as they are.
invitation-changes-agreement = You accept the customer agreement for your company.
invitation-changes-added = { $partner } is added to your partners. Other partners stay.

invitation-form-heading = Your answer
invitation-form-lead = Sign in as an administrator of your company to answer.
invitation-form-name = Sign-in name
invitation-form-password = Password
invitation-form-contact = Who accepts the agreement
invitation-form-contact-lead = What you leave empty is taken from your account.
invitation-form-first-name = First name
invitation-form-last-name = Last name
invitation-form-email = Mail address
invitation-form-phone = Phone (optional)
invitation-form-agreement = I accept the customer agreement for my company.
invitation-form-agreement-read = Read the agreement
invitation-form-accept = Accept
invitation-form-decline = Decline

invitation-errors = Your answer was not taken
invitation-error-sign-in = The sign-in name or the password is wrong, or this account cannot sign in. Check both and try again.
invitation-error-must-change = This password must be changed first. Sign in, choose a new one, then come back to this page.
invitation-error-wait = Too many attempts. Wait { $seconds } seconds, then try again.
invitation-error-agreement = Accept the customer agreement, or decline.
invitation-error-contact = Enter the first name, last name and mail address of the person who accepts the agreement.
invitation-error-decision = Choose whether to accept or to decline.
invitation-not-found-title = This link leads nowhere
invitation-not-found = There is no invitation under this address. Check that the link is whole, or ask the partner who sent it for a new one.

invitation-state-accepted = Accepted
invitation-state-declined = Declined
invitation-state-expired = Expired
invitation-state-withdrawn = Withdrawn
invitation-state-open = Waiting for your answer
invitation-over-accepted = The relationship with { $partner } has been accepted on { $date }. Nothing else is to be done here.
invitation-over-accepted-by = { $person } has accepted the relationship with { $partner } on { $date }. Nothing else is to be done here.
invitation-over-declined = The relationship with { $partner } has been declined on { $date }. Nothing has changed. If you think otherwise now, ask { $partner } for a new invitation.
invitation-over-expired = Nobody answered until { $date }. Nothing has changed. Ask { $partner } for a new invitation if you still want the relationship.
invitation-over-withdrawn = { $partner } has taken the invitation back. Nothing has changed.

invitation-mail-subject = { $partner } asks for a reseller relationship
invitation-mail-reminder-subject = Reminder: { $subject }
invitation-mail-reminder = You have not answered this invitation yet. You can do so until { $date }.
invitation-mail-hello = Hello,
invitation-mail-asks = { $partner } would like to be your reseller.
invitation-mail-asks-person = { $person } of { $partner } asks you for a reseller relationship.
invitation-mail-asks-customer = This is about { $customer }.
invitation-mail-may = If you accept, { $partner } may:
invitation-mail-may-not = { $partner } may not:
invitation-mail-changes = What accepting changes today:
invitation-mail-link = Read and answer the invitation here: { $link }
invitation-mail-button = Read and answer the invitation
invitation-mail-until = You can answer until { $date }. An administrator of your company must sign in to do so. Treat the link as confidential.
invitation-mail-ask = Questions? Ask { $person } ({ $address }).
invitation-mail-ask-partner = Questions? Ask { $partner }.
