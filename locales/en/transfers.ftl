# Mails of transfers between two partners of a customer: to the customer, to the partner who sells (source), to the one who asks (target).

transfer-mail-nothing = Your subscriptions, licences and users stay as they are; nothing is interrupted.
transfer-mail-how = Name the subscriptions, or decline, with PATCH /v1/customers/{ $customerId }/transfers/{ $id }. Without an answer the request expires.
transfer-mail-asked-subject = { $target } asks for subscriptions of { $customer }
transfer-mail-asked-customer = { $target } has asked { $source } to hand your subscriptions over. { $source } can answer until { $until }. You need not do anything.
transfer-mail-asked-source = { $target } asks you to hand over subscriptions of { $customer }. You can answer until { $until }.
transfer-mail-accepted-subject = { $source } hands subscriptions of { $customer } over to { $target }
transfer-mail-accepted-customer = { $source } has agreed to hand your subscriptions over to { $target }. From { $day } on, { $target } bills what is handed over.
transfer-mail-accepted-source = You have agreed to hand subscriptions of { $customer } over to { $target }. Your bill ends with the day before { $day }.
transfer-mail-accepted-target = { $source } has agreed to hand subscriptions of { $customer } over to you. They are billed to you from { $day } on.
transfer-mail-refused-subject = { $source } does not hand subscriptions of { $customer } over
transfer-mail-refused-customer = { $source } has declined to hand your subscriptions over to { $target }.
transfer-mail-refused-target = { $source } has declined to hand subscriptions of { $customer } over to you.{ $hasReason ->
    [yes] {" "}The reason it gives: { $reason }
   *[no] {""}
}
transfer-mail-cancelled-subject = { $target } no longer asks for subscriptions of { $customer }
transfer-mail-cancelled-customer = { $target } has taken back its request to have your subscriptions handed over by { $source }.
transfer-mail-cancelled-source = { $target } has taken back its request for subscriptions of { $customer }. Nothing is to be done.
transfer-mail-expired-subject = The request for subscriptions of { $customer } has expired
transfer-mail-expired-customer = { $source } has not answered { $target }’s request to hand your subscriptions over. It has expired.
transfer-mail-expired-source = You have not answered { $target }’s request for subscriptions of { $customer }. It has expired.
transfer-mail-expired-target = { $source } has not answered your request for subscriptions of { $customer }. It has expired; you can ask anew.
