# Words of a partner's own desk: validated addresses, topics of service requests, the mail when one is answered.

address-fields = Address field invalid for property

support-topic-32444667 = Partner Center Issues
support-about-32444667 = Something of the partner center itself does not work.
support-topic-32444671 = Cannot manage my profile
support-about-32444671 = Your company's, your bills' or your support's profile cannot be read or changed.
support-topic-90000001 = Orders and subscriptions
support-about-90000001 = Carts, orders, subscriptions and their renewal.
support-topic-90000002 = Licences
support-about-90000002 = Seats that are missing, and licences that cannot be assigned or removed.
support-topic-90000003 = Invitations and relationships
support-about-90000003 = Invitations, reseller relationships and delegated administration.
support-topic-90000004 = Billing
support-about-90000004 = Prices, charges, bills and credits.
support-topic-90000005 = Moves between partners
support-about-90000005 = Customers and subscriptions that come to you, or leave.
support-topic-90000006 = Sign-in
support-about-90000006 = Users, applications, tokens and second factors.
support-topic-90000007 = Something else
support-about-90000007 = Everything that none of the other topics is about.

support-mail-subject = Your service request { $id } was answered
support-mail-text = Your service request { $id } ("{ $title }") was answered. { $status ->
    [attention_needed] The programme asks you something; without a note of yours the request is closed after some days.
    [closed] It is closed now.
   *[other] It is open.
  }
    {"\u000A"}
    Read the answer with GET /v1/servicerequests/{ $id }, and answer with PATCH.
