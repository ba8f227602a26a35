# Rights that a partner asks a customer for, follows and ends
desk-delegated-lead = Rights in the directory of { $customer }
desk-delegated-back = Back to these rights
desk-delegated-next-reseller = You made this for your reseller, who goes on with it.
desk-delegated-next-consent = Your provider has prepared this for you. Approve it first; then you can ask the customer.
desk-delegated-next-send = The customer has not been asked yet. Send the request, or delete the draft.
desk-delegated-next-customer = A global administrator of the customer has to answer. Until then nothing of it can be changed, only taken back. Without an answer in time it lapses.
desk-delegated-next-begins = The customer has agreed; the rights begin in a moment.
desk-delegated-next-groups = Nobody has these rights yet: give a group some of the roles.
desk-delegated-approve = Approve
desk-delegated-send = Send the request
desk-delegated-extend-on = Extend by itself
desk-delegated-extend-off = No longer extend by itself
desk-delegated-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
desk-fact-duration = Lasts
desk-fact-extended = Extended by itself

# What is asked about first
desk-delegated-reduce = Give up Global Administrator
desk-delegated-reduce-title = Give up the role Global Administrator?
desk-delegated-reduce-effect = The role goes, and all others stay. To have it again you have to ask { $customer } for new rights.
desk-delegated-reduce-groups = { $count ->
    [0] No group has the role now.
    [one] One group loses the role; if it has no other, it loses its rights.
   *[other] { $count } groups lose the role; those that have no other lose their rights.
  }
desk-delegated-end = End these rights
desk-delegated-end-title = End these rights?
desk-delegated-end-effect = Your people can no longer do anything in the directory of { $customer } by them, from this moment on.
desk-delegated-end-stays = Subscriptions stay as they are, and you go on selling. To have rights again you have to ask anew.
desk-delegated-lost-roles = { $count ->
    [one] One role is lost.
   *[other] { $count } roles are lost.
  }
desk-delegated-lost-groups = { $count ->
    [0] No group has any of it now.
    [one] One group loses what it has by it.
   *[other] { $count } groups lose what they have by it.
  }
desk-delegated-withdraw = Take the request back
desk-delegated-withdraw-title = Take the request back?
desk-delegated-withdraw-effect = { $customer } can no longer approve it; the link leads to nothing that could be answered.
desk-delegated-reject = Reject
desk-delegated-reject-title = Reject what your provider has prepared?
desk-delegated-reject-effect = { $customer } is not asked, and this cannot be undone. What was rejected can only be deleted.
desk-delegated-delete = Delete the draft
desk-delegated-delete-title = Delete the draft?
desk-delegated-delete-effect = It is gone, and its name is free again. { $customer } has not seen anything of it.

# What the customer gets
desk-delegated-hand-over = For the customer
desk-delegated-hand-over-lead = Only a global administrator of the customer can answer, on the page that the link leads to. Whoever has the link sees what is asked for and can do nothing with it.
desk-delegated-mailed = The customer’s global administrators have got a mail with the link, too.
desk-delegated-link = Link to the answer
desk-delegated-mail = Text for a mail
desk-delegated-mail-text =
    Hello,

    so that we can look after your directory, we would like to administer it in these roles:

    { $roles }

    A global administrator of your company can approve or decline this here:
    { $link }

    You can end it at any time.

    { $partner }

# Roles
desk-delegated-roles = Roles
desk-column-role = Role
desk-column-permits = Permits
desk-delegated-may-directory-readers = Read users, groups and the rest of the directory
desk-delegated-may-directory-writers = Read the directory, and create and change groups
desk-delegated-may-license-administrator = Assign licences to users and groups, and take them away
desk-delegated-may-service-support-administrator = Read the directory and the state of services, and open service requests
desk-delegated-may-user-administrator = Create, change and delete users and groups, assign licences, reset passwords of those who have no role
desk-delegated-may-privileged-role-administrator = Give and take any role in the directory, that of the global administrator, too
desk-delegated-may-helpdesk-administrator = Reset passwords of users who have no role
desk-delegated-may-privileged-authentication-administrator = Reset any password, those of administrators, too
desk-delegated-may-global-reader = Read everything that an administrator can see, and change nothing
desk-delegated-may-cloud-application-administrator = Look after applications in the cloud and what they may do
desk-delegated-may-application-administrator = Look after applications, their secrets and what they may do
desk-delegated-may-groups-administrator = Create, change and delete groups
desk-delegated-may-domain-name-administrator = Add, verify and remove domains
desk-delegated-may-reports-reader = Read reports on the use of services
desk-delegated-may-global-administrator = Everything. Ask for it only if nothing less will do; such rights are never extended by themselves

# Asking
desk-delegated-new = Ask for rights
desk-delegated-new-lead = { $customer } approves all roles or none. Ask for no more than you need.
desk-delegated-new-submit = Ask the customer
desk-delegated-new-back = Back to the customer
desk-delegated-field-name = Name
desk-delegated-field-name-hint = At most 50 characters, and no other of your relationships has it. The customer sees it.
desk-delegated-field-roles = Roles
desk-delegated-field-roles-hint = Those that are asked for most.
desk-delegated-field-more = Further roles
desk-delegated-field-more-hint = In the directory they permit reading; what else they permit is a matter of the service that they are named after.
desk-delegated-field-days = How long
desk-delegated-field-days-hint = From the day on which the customer approves.
desk-delegated-field-extend = Extend by itself
desk-delegated-field-extend-hint = At the end by 180 days, again and again, until somebody ends it. Not with the role Global Administrator.
desk-delegated-wrong-name = Write a name of 1 to 50 characters.
desk-delegated-wrong-taken = Another of your relationships has this name. Choose another one.
desk-delegated-wrong-roles = Choose at least one role of those that are offered.
desk-delegated-wrong-extend = With the role Global Administrator nothing is extended by itself. Leave out one of the two.

# Groups that have roles
desk-delegated-groups = Groups that use these rights
desk-delegated-no-groups = No group has any of these roles.
desk-delegated-no-group = There is no security group in your own directory that could be given roles. Create one, for example through Graph: POST /v1.0/groups.
desk-delegated-choose-group = Choose a group
desk-delegated-give = Give a group roles
desk-delegated-give-intro = Whoever is in the group has the roles in the customer’s directory, as long as they are in it.
desk-delegated-group-hint = A security group of your own directory.
desk-delegated-wrong-group = Choose a security group of your own directory.
desk-delegated-wrong-group-has = This group has roles of this relationship already. Change those.
desk-delegated-being-set-up = This is still being set up. Load the page again in a moment.
desk-delegated-change = Change the roles
desk-delegated-change-intro = What is chosen here is what the group has from then on.
desk-delegated-remove = Take the roles away
desk-delegated-remove-title = Take the roles away from { $group }?
desk-delegated-remove-effect = { $count ->
    [one] The members of { $group } lose one role in the directory of { $customer }, from this moment on.
   *[other] The members of { $group } lose { $count } roles in the directory of { $customer }, from this moment on.
  }
desk-delegated-remove-stays = The group and its members stay, and the rights themselves stay, too: you can give them again.
desk-access-state-pending = Being set up
desk-access-state-active = Active
desk-access-state-deleting = Being taken away
desk-access-state-deleted = Taken away
desk-access-state-error = Could not be set up

# What was done
desk-said-rights-asked = The customer is asked. Hand the link over.
desk-said-rights-drafted = The request is drafted, but could not be sent. Send it, or delete it.
desk-said-rights-approve = Approved. Now you can ask the customer.
desk-said-rights-extended = From now on it is extended by itself.
desk-said-rights-not-extended = It is no longer extended by itself.
desk-said-rights-reduce = The role Global Administrator is being taken away.
desk-said-rights-end = The rights were ended.
desk-said-rights-withdraw = The request is taken back.
desk-said-rights-reject = Rejected. You can delete the draft now.
desk-said-rights-delete = The draft is deleted.
desk-said-access-given = The group gets the roles in a moment.
desk-said-access-changed = The group has the new roles in a moment.
desk-said-access-removed = The group no longer has these roles.
