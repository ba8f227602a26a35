# Rechte, um die ein Partner einen Kunden bittet, denen er folgt und die er beendet
desk-delegated-lead = Rechte im Verzeichnis von { $customer }
desk-delegated-back = Zurück zu diesen Rechten
desk-delegated-next-reseller = Sie haben dies für Ihren Vertriebspartner angelegt; er macht damit weiter.
desk-delegated-next-consent = Ihr Anbieter hat dies für Sie vorbereitet. Genehmigen Sie es zuerst; dann können Sie den Kunden fragen.
desk-delegated-next-send = Der Kunde wurde noch nicht gefragt. Senden Sie die Anfrage, oder löschen Sie den Entwurf.
desk-delegated-next-customer = Ein globaler Administrator des Kunden muss antworten. Bis dahin lässt sich nichts daran ändern, nur zurücknehmen. Ohne rechtzeitige Antwort verfällt die Anfrage.
desk-delegated-next-begins = Der Kunde hat zugestimmt; die Rechte beginnen gleich.
desk-delegated-next-groups = Noch hat niemand diese Rechte: Geben Sie einer Gruppe einige der Rollen.
desk-delegated-approve = Genehmigen
desk-delegated-send = Anfrage senden
desk-delegated-extend-on = Von selbst verlängern
desk-delegated-extend-off = Nicht mehr von selbst verlängern
desk-delegated-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
  }
desk-fact-duration = Dauer
desk-fact-extended = Verlängert sich von selbst

# Wonach zuerst gefragt wird
desk-delegated-reduce = Global Administrator abgeben
desk-delegated-reduce-title = Die Rolle „Global Administrator“ abgeben?
desk-delegated-reduce-effect = Die Rolle geht verloren, alle anderen bleiben. Um sie wiederzubekommen, müssen Sie { $customer } um neue Rechte bitten.
desk-delegated-reduce-groups = { $count ->
    [0] Zurzeit hat keine Gruppe die Rolle.
    [one] Eine Gruppe verliert die Rolle; hat sie keine andere, verliert sie ihre Rechte.
   *[other] { $count } Gruppen verlieren die Rolle; wer keine andere hat, verliert seine Rechte.
  }
desk-delegated-end = Diese Rechte beenden
desk-delegated-end-title = Diese Rechte beenden?
desk-delegated-end-effect = Ihre Leute können dadurch ab diesem Augenblick nichts mehr im Verzeichnis von { $customer } tun.
desk-delegated-end-stays = Abonnements bleiben, wie sie sind, und Sie verkaufen weiter. Für neue Rechte müssen Sie neu fragen.
desk-delegated-lost-roles = { $count ->
    [one] Eine Rolle geht verloren.
   *[other] { $count } Rollen gehen verloren.
  }
desk-delegated-lost-groups = { $count ->
    [0] Zurzeit hat keine Gruppe etwas davon.
    [one] Eine Gruppe verliert, was sie dadurch hat.
   *[other] { $count } Gruppen verlieren, was sie dadurch haben.
  }
desk-delegated-withdraw = Anfrage zurücknehmen
desk-delegated-withdraw-title = Die Anfrage zurücknehmen?
desk-delegated-withdraw-effect = { $customer } kann sie nicht mehr genehmigen; unter dem Link ist nichts mehr zu beantworten.
desk-delegated-reject = Ablehnen
desk-delegated-reject-title = Ablehnen, was Ihr Anbieter vorbereitet hat?
desk-delegated-reject-effect = { $customer } wird nicht gefragt, und das lässt sich nicht rückgängig machen. Was abgelehnt ist, kann nur noch gelöscht werden.
desk-delegated-delete = Entwurf löschen
desk-delegated-delete-title = Den Entwurf löschen?
desk-delegated-delete-effect = Er ist weg, und sein Name ist wieder frei. { $customer } hat nichts davon gesehen.

# Was der Kunde bekommt
desk-delegated-hand-over = Für den Kunden
desk-delegated-hand-over-lead = Nur ein globaler Administrator des Kunden kann antworten, auf der Seite, zu der der Link führt. Wer den Link hat, sieht, worum gebeten wird, und kann nichts damit tun.
desk-delegated-mailed = Die globalen Administratoren des Kunden haben außerdem eine Mail mit dem Link bekommen.
desk-delegated-link = Link zur Antwort
desk-delegated-mail = Text für eine Mail
desk-delegated-mail-text =
    Guten Tag,

    damit wir uns um Ihr Verzeichnis kümmern können, möchten wir es in diesen Rollen verwalten:

    { $roles }

    Ein globaler Administrator Ihres Unternehmens kann das hier genehmigen oder ablehnen:
    { $link }

    Sie können es jederzeit beenden.

    { $partner }

# Rollen
desk-delegated-roles = Rollen
desk-column-role = Rolle
desk-column-permits = Erlaubt
desk-delegated-may-directory-readers = Benutzer, Gruppen und das übrige Verzeichnis lesen
desk-delegated-may-directory-writers = Das Verzeichnis lesen, Gruppen anlegen und ändern
desk-delegated-may-license-administrator = Lizenzen an Benutzer und Gruppen zuweisen und entziehen
desk-delegated-may-service-support-administrator = Das Verzeichnis und den Zustand der Dienste lesen, Serviceanfragen stellen
desk-delegated-may-user-administrator = Benutzer und Gruppen anlegen, ändern und löschen, Lizenzen zuweisen, Kennwörter derer zurücksetzen, die keine Rolle haben
desk-delegated-may-privileged-role-administrator = Jede Rolle im Verzeichnis geben und nehmen, auch die des globalen Administrators
desk-delegated-may-helpdesk-administrator = Kennwörter von Benutzern zurücksetzen, die keine Rolle haben
desk-delegated-may-privileged-authentication-administrator = Jedes Kennwort zurücksetzen, auch die der Administratoren
desk-delegated-may-global-reader = Alles lesen, was ein Administrator sehen kann, und nichts ändern
desk-delegated-may-cloud-application-administrator = Sich um Anwendungen in der Cloud kümmern und darum, was sie dürfen
desk-delegated-may-application-administrator = Sich um Anwendungen kümmern, um ihre Geheimnisse und darum, was sie dürfen
desk-delegated-may-groups-administrator = Gruppen anlegen, ändern und löschen
desk-delegated-may-domain-name-administrator = Domänen hinzufügen, bestätigen und entfernen
desk-delegated-may-reports-reader = Berichte über die Nutzung der Dienste lesen
desk-delegated-may-global-administrator = Alles. Bitten Sie nur darum, wenn nichts Geringeres genügt; solche Rechte verlängern sich nie von selbst

# Die Bitte
desk-delegated-new = Um Rechte bitten
desk-delegated-new-lead = { $customer } genehmigt alle Rollen oder keine. Bitten Sie um nicht mehr, als Sie brauchen.
desk-delegated-new-submit = Den Kunden fragen
desk-delegated-new-back = Zurück zum Kunden
desk-delegated-field-name = Name
desk-delegated-field-name-hint = Höchstens 50 Zeichen, und keine andere Ihrer Beziehungen heißt so. Der Kunde sieht ihn.
desk-delegated-field-roles = Rollen
desk-delegated-field-roles-hint = Die, um die am häufigsten gebeten wird.
desk-delegated-field-more = Weitere Rollen
desk-delegated-field-more-hint = Im Verzeichnis erlauben sie das Lesen; was sie sonst erlauben, ist Sache des Dienstes, nach dem sie heißen.
desk-delegated-field-days = Wie lange
desk-delegated-field-days-hint = Von dem Tag an, an dem der Kunde zustimmt.
desk-delegated-field-extend = Von selbst verlängern
desk-delegated-field-extend-hint = Am Ende um 180 Tage, immer wieder, bis jemand sie beendet. Nicht mit der Rolle „Global Administrator“.
desk-delegated-wrong-name = Schreiben Sie einen Namen mit 1 bis 50 Zeichen.
desk-delegated-wrong-taken = Eine andere Ihrer Beziehungen heißt schon so. Wählen Sie einen anderen Namen.
desk-delegated-wrong-roles = Wählen Sie mindestens eine der angebotenen Rollen.
desk-delegated-wrong-extend = Mit der Rolle „Global Administrator“ verlängert sich nichts von selbst. Lassen Sie eines von beiden weg.

# Gruppen, die Rollen haben
desk-delegated-groups = Gruppen, die diese Rechte nutzen
desk-delegated-no-groups = Keine Gruppe hat eine dieser Rollen.
desk-delegated-no-group = In Ihrem eigenen Verzeichnis gibt es keine Sicherheitsgruppe, der Rollen gegeben werden könnten. Legen Sie eine an, etwa über Graph: POST /v1.0/groups.
desk-delegated-choose-group = Gruppe wählen
desk-delegated-give = Einer Gruppe Rollen geben
desk-delegated-give-intro = Wer in der Gruppe ist, hat die Rollen im Verzeichnis des Kunden, solange er in ihr ist.
desk-delegated-group-hint = Eine Sicherheitsgruppe Ihres eigenen Verzeichnisses.
desk-delegated-wrong-group = Wählen Sie eine Sicherheitsgruppe Ihres eigenen Verzeichnisses.
desk-delegated-wrong-group-has = Diese Gruppe hat schon Rollen dieser Beziehung. Ändern Sie diese.
desk-delegated-being-set-up = Das wird noch eingerichtet. Laden Sie die Seite gleich noch einmal.
desk-delegated-change = Rollen ändern
desk-delegated-change-intro = Was hier gewählt ist, hat die Gruppe von da an.
desk-delegated-remove = Rollen entziehen
desk-delegated-remove-title = Der Gruppe { $group } die Rollen entziehen?
desk-delegated-remove-effect = { $count ->
    [one] Die Mitglieder von { $group } verlieren ab diesem Augenblick eine Rolle im Verzeichnis von { $customer }.
   *[other] Die Mitglieder von { $group } verlieren ab diesem Augenblick { $count } Rollen im Verzeichnis von { $customer }.
  }
desk-delegated-remove-stays = Die Gruppe und ihre Mitglieder bleiben, und auch die Rechte selbst: Sie können sie wieder geben.
desk-access-state-pending = Wird eingerichtet
desk-access-state-active = Aktiv
desk-access-state-deleting = Wird entzogen
desk-access-state-deleted = Entzogen
desk-access-state-error = Ging nicht

# Was getan wurde
desk-said-rights-asked = Der Kunde ist gefragt. Geben Sie ihm den Link.
desk-said-rights-drafted = Die Anfrage ist entworfen, konnte aber nicht gesendet werden. Senden Sie sie, oder löschen Sie sie.
desk-said-rights-approve = Genehmigt. Jetzt können Sie den Kunden fragen.
desk-said-rights-extended = Von jetzt an verlängert es sich von selbst.
desk-said-rights-not-extended = Es verlängert sich nicht mehr von selbst.
desk-said-rights-reduce = Die Rolle „Global Administrator“ wird abgegeben.
desk-said-rights-end = Die Rechte wurden beendet.
desk-said-rights-withdraw = Die Anfrage ist zurückgenommen.
desk-said-rights-reject = Abgelehnt. Sie können den Entwurf jetzt löschen.
desk-said-rights-delete = Der Entwurf ist gelöscht.
desk-said-access-given = Die Gruppe bekommt die Rollen gleich.
desk-said-access-changed = Die Gruppe hat gleich die neuen Rollen.
desk-said-access-removed = Die Gruppe hat diese Rollen nicht mehr.
