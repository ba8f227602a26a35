# Wörter des Katalogs, wie die Schnittstellen ihn ausgeben: Laufzeiten, warum eine Aktion nicht gilt, was einen Kauf verhindert.

catalogue-term-P1M = Ein Monat
catalogue-term-P1Y = Ein Jahr
catalogue-term-P3Y = Drei Jahre
catalogue-terms-P1M-Monthly = Ein Monat, berechnet zu seinem Beginn
catalogue-terms-P1Y-Monthly = Ein Jahr, monatlich berechnet
catalogue-terms-P1Y-Annual = Ein Jahr, berechnet zu seinem Beginn
catalogue-terms-P3Y-Monthly = Drei Jahre, monatlich berechnet
catalogue-terms-P3Y-Annual = Drei Jahre, jährlich berechnet
catalogue-terms-P3Y-Triennial = Drei Jahre, berechnet zu ihrem Beginn

promotion-error-InvalidCatalogItemId = Dieser Katalogeintrag ist keiner, den der Kunde kaufen kann.
promotion-error-InvalidPromotion = Diese Aktion gibt es für den Eintrag nicht, oder nicht heute.
promotion-error-PrerequisiteProductOwnership = Die Aktion ist für Kunden, die ein anderes Produkt haben; dieser hat es nicht.
promotion-error-RedemptionLimit = Der Kunde hat diese Aktion so oft genutzt, wie sie genutzt werden darf.
promotion-error-SeatCount = Die Aktion gilt nicht für diese Zahl von Plätzen.
promotion-error-OfferPurchasedPreviously = Die Aktion ist für einen ersten Kauf, und der Kunde hatte dieses Produkt schon.
promotion-error-Term = Die Aktion ist für eine andere Laufzeit oder Abrechnung.
promotion-error-NoPromotionsAvailable = Für diesen Eintrag gibt es heute keine Aktion.

inventory-country = In { $country } wird es nicht verkauft.
inventory-price = In { $country } hat es heute keinen Preis.

# Warum ein Abonnement nicht zu einem anderen Angebot werden kann, nach den Nummern der Referenz.
transition-error-0 = Die Zahl der Plätze passt nicht zum Zielangebot.
transition-error-1 = Lizenzen können nicht mitgenommen werden: Es gibt keine delegierte Verwaltung dieses Kunden.
transition-error-2 = Das Abonnement ist nicht aktiv.
transition-error-3 = Lizenzen können nicht mitgenommen werden: Ein anderes Abonnement bedient dieselben Dienstpläne, daher ist nicht klar, wessen sie sind.
transition-error-4 = Ein anderer Vorgang zu diesem Abonnement hat begonnen und ist nicht fertig.
transition-error-5 = Eine Anwendung allein kann Lizenzen nicht mitnehmen: Jemand muss sich anmelden.
transition-error-6 = Das Abonnement hat aktive Add-ons. Beenden Sie diese zuerst.
transition-error-7 = Es gibt kein Angebot, zu dem dieses Abonnement werden kann.
transition-error-8 = Das Abonnement kann nicht zu diesem Angebot werden.
transition-error-9 = Das Abonnement wird noch bereitgestellt.
transition-error-10 = Das Zielangebot wird nicht mit dem Abrechnungszyklus des Abonnements verkauft.
transition-error-12 = Die Lizenz von { $user } konnte nicht mitgenommen werden.
transition-target-error-1 = Das Abonnement ist nicht aktiv.
transition-target-error-2 = Das Abonnement ist noch stornierbar; es nimmt Plätze auf, wenn sein Fenster geschlossen ist.
transition-target-error-3 = Seine Laufzeit ist kürzer als die des Abonnements, dessen Plätze es aufnehmen würde.
transition-target-error-4 = Es endet vor dem Abonnement, dessen Plätze es aufnehmen würde.
