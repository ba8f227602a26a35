# Mails von Übertragungen zwischen zwei Partnern eines Kunden: an den Kunden, an den Partner, der verkauft (source), an den, der fragt (target).

transfer-mail-nothing = Ihre Abonnements, Lizenzen und Benutzer bleiben, wie sie sind; nichts wird unterbrochen.
transfer-mail-how = Nennen Sie die Abonnements, oder lehnen Sie ab, mit PATCH /v1/customers/{ $customerId }/transfers/{ $id }. Ohne Antwort läuft die Anfrage ab.
transfer-mail-asked-subject = { $target } bittet um Abonnements von { $customer }
transfer-mail-asked-customer = { $target } hat { $source } gebeten, Ihre Abonnements zu übergeben. { $source } kann bis zum { $until } antworten. Sie müssen nichts tun.
transfer-mail-asked-source = { $target } bittet Sie, Abonnements von { $customer } zu übergeben. Sie können bis zum { $until } antworten.
transfer-mail-accepted-subject = { $source } übergibt Abonnements von { $customer } an { $target }
transfer-mail-accepted-customer = { $source } hat zugestimmt, Ihre Abonnements an { $target } zu übergeben. Was übergeben wird, rechnet { $target } ab dem { $day } mit Ihnen ab.
transfer-mail-accepted-source = Sie haben zugestimmt, Abonnements von { $customer } an { $target } zu übergeben. Ihre Rechnung endet mit dem Tag vor dem { $day }.
transfer-mail-accepted-target = { $source } hat zugestimmt, Ihnen Abonnements von { $customer } zu übergeben. Sie werden Ihnen vom { $day } an berechnet.
transfer-mail-refused-subject = { $source } übergibt keine Abonnements von { $customer }
transfer-mail-refused-customer = { $source } hat es abgelehnt, Ihre Abonnements an { $target } zu übergeben.
transfer-mail-refused-target = { $source } hat es abgelehnt, Ihnen Abonnements von { $customer } zu übergeben.{ $hasReason ->
    [yes] {" "}Der genannte Grund: { $reason }
   *[no] {""}
}
transfer-mail-cancelled-subject = { $target } bittet nicht mehr um Abonnements von { $customer }
transfer-mail-cancelled-customer = { $target } hat die Bitte zurückgenommen, dass { $source } Ihre Abonnements übergibt.
transfer-mail-cancelled-source = { $target } hat die Bitte um Abonnements von { $customer } zurückgenommen. Es ist nichts zu tun.
transfer-mail-expired-subject = Die Anfrage nach Abonnements von { $customer } ist abgelaufen
transfer-mail-expired-customer = { $source } hat auf die Bitte von { $target }, Ihre Abonnements zu übergeben, nicht geantwortet. Sie ist abgelaufen.
transfer-mail-expired-source = Sie haben auf die Bitte von { $target } um Abonnements von { $customer } nicht geantwortet. Sie ist abgelaufen.
transfer-mail-expired-target = { $source } hat auf Ihre Bitte um Abonnements von { $customer } nicht geantwortet. Sie ist abgelaufen; Sie können neu fragen.
