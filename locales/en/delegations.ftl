# Granular delegated administration: the page on which a customer's administrator approves or declines it. What the form of invitations
# says too stands there.

delegation-kind = Delegated administration
delegation-heading = { $partner } would like to administer your directory in certain roles
delegation-from = Asked for by { $partner } ({ $domain }), under the name { $name }
delegation-lasts = { $days ->
    [one] It lasts one day from your approval.
   *[other] It lasts { $days } days from your approval.
}
delegation-extends = { $days ->
    [one] At its end it is extended by one day, again and again, until somebody ends it.
   *[other] At its end it is extended by { $days } days, again and again, until somebody ends it.
}
delegation-ends = At its end it is over; it is not extended by itself.
delegation-roles = These roles are asked for
delegation-means = What that means
delegation-means-groups = The partner gives these roles to groups of its own people. Who is in such a group has the role’s rights in your directory.
delegation-means-subscriptions = Your subscriptions and invoices have nothing to do with it.
delegation-means-end = You can end it at any time. Then all rights are gone at once.
delegation-form-lead = Sign in as a global administrator of your company to answer. You approve all of the roles, or none.
delegation-form-approve = Approve
delegation-state-approvalPending = Waiting for your answer
delegation-state-active = Approved
delegation-state-over = Over

# Mails: to the customer’s administrators, and to the partner’s admin agents.
delegation-mail-roles = The roles
delegation-mail-button = See the request and answer
delegation-mail-link = See the request and answer: { $link }
delegation-mail-until = A global administrator of your company can answer until { $until }. Without an answer the request lapses, and nothing changes.
delegation-mail-proposed-subject = { $provider } has prepared delegated administration: { $name }
delegation-mail-proposed-partner = Your provider { $provider } has prepared the relationship { $name } for you. Approve or reject it with POST /v1.0/tenantRelationships/delegatedAdminRelationships/{ $id }/requests (action approve or reject). Only then can the customer be asked.
delegation-mail-asked-subject = { $partner } asks to administer your directory in certain roles
delegation-mail-asked-customer = { $partner } ({ $domain }) would like to administer your directory in certain roles, and asks for it under the name { $name }.
delegation-mail-reminder-subject = Reminder: { $partner } waits for your answer
delegation-mail-reminder-customer = On { $since }, { $partner } ({ $domain }) asked to administer your directory in certain roles, under the name { $name }. Nobody of your company has answered yet.
delegation-mail-approved-subject = Delegated administration approved: { $name }
delegation-mail-approved-customer = An administrator of your company has approved that { $partner } ({ $domain }) administers your directory in certain roles, under the name { $name }.
delegation-mail-approved-partner = { $customer } has approved the relationship { $name }. Once it is active, you can assign its roles to your groups.
delegation-mail-declined-subject = Delegated administration declined: { $name }
delegation-mail-declined-partner = { $customer } has declined the relationship { $name }.
delegation-mail-withdrawn-subject = { $partner } has taken its request back
delegation-mail-withdrawn-customer = { $partner } ({ $domain }) no longer asks to administer your directory under the name { $name }. Nothing is to be done.
delegation-mail-ending-subject = Delegated administration ends on { $end }: { $name }
delegation-mail-ending-customer = The relationship { $name }, by which { $partner } ({ $domain }) administers your directory in certain roles, ends on { $end }. It is not extended by itself. If { $partner } is to go on, it has to ask you anew.
delegation-mail-ending-partner = The relationship { $name } with { $customer } ends on { $end }, and with it all rights of your groups there. It is not extended by itself: switch automatic extension on, or ask { $customer } anew.
delegation-mail-expired-subject = Delegated administration has ended: { $name }
delegation-mail-expired-customer = The time of the relationship { $name } is over. { $partner } ({ $domain }) no longer has rights in your directory by it.
delegation-mail-expired-partner = The time of the relationship { $name } with { $customer } is over. Your groups no longer have rights there by it.
delegation-mail-terminated-subject = Delegated administration was ended: { $name }
delegation-mail-terminated-customer = The relationship { $name } was ended. { $partner } ({ $domain }) no longer has rights in your directory by it.
delegation-mail-terminated-partner = The relationship { $name } with { $customer } was ended. Your groups no longer have rights there by it.
