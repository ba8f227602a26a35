# Einladungen: die Seite, auf der ein Administrator des Kunden eine Vertriebspartnerschaft annimmt oder ablehnt, und die Mails dorthin.
# Schlüssel: `invitation-` für die Seite und was beide sagen, `invitation-mail-` für Mails.

invitation-title = { $partner } beantragt eine Vertriebspartnerschaft
invitation-kind = Vertriebspartnerschaft
invitation-heading = { $partner } möchte Ihr Vertriebspartner werden
invitation-for = Für { $customer }
invitation-from-person = Beantragt von { $person }, { $partner } ({ $domain })
invitation-from = Beantragt von { $partner } ({ $domain })
invitation-through = { $provider } stellt bereit und rechnet ab, was { $partner } verkauft.
invitation-until = Sie können bis zum { $date } antworten.
invitation-only-domain = Antworten kann nur ein Administrator von { $domain }.

invitation-may-heading = Was { $partner } dann darf
invitation-may-see = Ihr Firmenprofil sehen und die Abonnements und Lizenzen, die Sie dort kaufen.
invitation-may-sell = Ihnen Abonnements verkaufen, diese ändern und kündigen und sie Ihnen berechnen.
invitation-may-delegated = Benutzer, Lizenzen, Gruppen und Domänen für Sie verwalten, mit delegierten Administratorrechten.
invitation-may-roles = { $days } Tage lang in Ihrem Verzeichnis in diesen Rollen handeln: { $roles }. Sie können das jederzeit beenden.
invitation-may-provider = { $provider } stellt diese Abonnements bereit und berechnet sie { $partner }.

invitation-may-not-heading = Was { $partner } nicht darf
invitation-may-not-others = Abonnements ändern oder kündigen, die Sie anderswo gekauft haben.
invitation-may-not-directory = Ihre Benutzer sehen oder verwalten oder Lizenzen zuweisen: Delegierte Administratorrechte werden nicht beantragt.
invitation-may-not-exclude = Sie daran hindern, gleichzeitig andere Partner zu haben.

invitation-changes-heading = Was die Annahme heute ändert
invitation-changes-nothing = Nichts wird gekündigt und nichts gekauft. Ihre Abonnements und Lizenzzuweisungen bleiben, wie sie sind.
invitation-changes-agreement = Sie stimmen für Ihre Firma dem Kundenvertrag zu.
invitation-changes-added = { $partner } kommt zu Ihren Partnern hinzu. Andere Partner bleiben.

invitation-form-heading = Ihre Antwort
invitation-form-lead = Melden Sie sich als Administrator Ihrer Firma an, um zu antworten.
invitation-form-name = Anmeldename
invitation-form-password = Kennwort
invitation-form-contact = Wer dem Vertrag zustimmt
invitation-form-contact-lead = Was Sie leer lassen, wird Ihrem Konto entnommen.
invitation-form-first-name = Vorname
invitation-form-last-name = Nachname
invitation-form-email = Mailadresse
invitation-form-phone = Telefon (freiwillig)
invitation-form-agreement = Ich stimme für meine Firma dem Kundenvertrag zu.
invitation-form-agreement-read = Vertrag lesen
invitation-form-accept = Annehmen
invitation-form-decline = Ablehnen

invitation-errors = Ihre Antwort wurde nicht angenommen
invitation-error-sign-in = Anmeldename oder Kennwort ist falsch, oder dieses Konto kann sich nicht anmelden. Prüfen Sie beides und versuchen Sie es noch einmal.
invitation-error-must-change = Dieses Kennwort muss erst geändert werden. Melden Sie sich an, wählen Sie ein neues und kommen Sie dann auf diese Seite zurück.
invitation-error-wait = Zu viele Versuche. Warten Sie { $seconds } Sekunden und versuchen Sie es dann noch einmal.
invitation-error-agreement = Stimmen Sie dem Kundenvertrag zu, oder lehnen Sie ab.
invitation-error-contact = Geben Sie Vorname, Nachname und Mailadresse der Person an, die dem Vertrag zustimmt.
invitation-error-decision = Wählen Sie, ob Sie annehmen oder ablehnen.
invitation-not-found-title = Dieser Link führt ins Leere
invitation-not-found = Unter dieser Adresse gibt es keine Einladung. Prüfen Sie, ob der Link vollständig ist, oder bitten Sie den Partner, der ihn gesandt hat, um einen neuen.

invitation-state-accepted = Angenommen
invitation-state-declined = Abgelehnt
invitation-state-expired = Abgelaufen
invitation-state-withdrawn = Zurückgezogen
invitation-state-open = Wartet auf Ihre Antwort
invitation-over-accepted = Die Vertriebspartnerschaft mit { $partner } wurde am { $date } angenommen. Hier ist nichts weiter zu tun.
invitation-over-accepted-by = { $person } hat die Vertriebspartnerschaft mit { $partner } am { $date } angenommen. Hier ist nichts weiter zu tun.
invitation-over-declined = Die Vertriebspartnerschaft mit { $partner } wurde am { $date } abgelehnt. Es hat sich nichts geändert. Wenn Sie es sich anders überlegen, bitten Sie { $partner } um eine neue Einladung.
invitation-over-expired = Bis zum { $date } hat niemand geantwortet. Es hat sich nichts geändert. Bitten Sie { $partner } um eine neue Einladung, wenn Sie die Vertriebspartnerschaft noch wünschen.
invitation-over-withdrawn = { $partner } hat die Einladung zurückgezogen. Es hat sich nichts geändert.

invitation-mail-subject = { $partner } beantragt eine Vertriebspartnerschaft
invitation-mail-reminder-subject = Erinnerung: { $subject }
invitation-mail-reminder = Sie haben auf diese Einladung noch nicht geantwortet. Das ist bis zum { $date } möglich.
invitation-mail-hello = Guten Tag,
invitation-mail-asks = { $partner } möchte Ihr Vertriebspartner werden.
invitation-mail-asks-person = { $person } von { $partner } beantragt bei Ihnen eine Vertriebspartnerschaft.
invitation-mail-asks-customer = Es geht um { $customer }.
invitation-mail-may = Wenn Sie annehmen, darf { $partner }:
invitation-mail-may-not = { $partner } darf nicht:
invitation-mail-changes = Was die Annahme heute ändert:
invitation-mail-link = Hier lesen und beantworten Sie die Einladung: { $link }
invitation-mail-button = Einladung lesen und beantworten
invitation-mail-until = Sie können bis zum { $date } antworten. Dafür muss sich ein Administrator Ihrer Firma anmelden. Behandeln Sie den Link vertraulich.
invitation-mail-ask = Fragen? Wenden Sie sich an { $person } ({ $address }).
invitation-mail-ask-partner = Fragen? Wenden Sie sich an { $partner }.
