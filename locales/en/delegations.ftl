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
