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
