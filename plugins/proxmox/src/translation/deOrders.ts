/** The German texts around orders. */
export const germanOrders = {
  'page.orders': 'Aufträge',
  'action.copy': 'Kopieren',
  'action.copied': 'Kopiert',
  'action.copyFailed': 'Kopieren nicht möglich: bitte den Text markieren',
  'action.cancel': 'Abbrechen',
  'option.managementCluster': 'Management-Cluster',
  'option.tenant': 'Mandant',
  'option.source': 'Proxmox-Cluster',
  'option.template': 'Vorlage',
  'option.node': 'Knoten',
  'option.choose': 'Auswählen',
  'option.chooseFirst': 'Zuerst auswählen: {{names}}',
  'option.noneShort': 'Nichts zur Auswahl',
  'option.required': 'Erforderlich',
  'option.search': 'Suchen',
  'option.dropped':
    '{{values}} wird nicht mehr angeboten und wurde entfernt. Bitte neu auswählen.',
  'option.unavailable': '{{label}} ist jetzt nicht wählbar: {{reason}}',
  'option.unavailableCount_one':
    '{{count}} Möglichkeit ist jetzt nicht wählbar',
  'option.unavailableCount_other':
    '{{count}} Möglichkeiten sind jetzt nicht wählbar',
  'option.wrongNoun':
    'Die Vorlage verlangt eine Auswahl von „{{noun}}“, die niemand kennt',
  'option.wrongNounStep':
    'Sagen Sie es dem Verfasser der Vorlage: ui:options.noun muss eines von {{nouns}} sein.',
  'option.none.management-clusters':
    'Es gibt keinen Management-Cluster, in dem Sie bestellen dürfen. Sie brauchen das Recht proxmox.order.create für einen Mandanten: Bitten Sie die Verwaltung dieses Portals darum.',
  'option.none.tenants':
    'In diesem Management-Cluster gibt es keinen Mandanten, für den Sie bestellen dürfen. Bitten Sie die Verwaltung dieses Portals um proxmox.order.create.',
  'option.none.proxmox-sources':
    'Von keinem Proxmox-Cluster kann hier bestellt werden: Keiner hat Zugangsdaten dafür und ist von diesem Management-Cluster erreichbar. Sie stehen in der Konfiguration des Backends unter proxmox.clusters[].provisioning.',
  'option.none.templates':
    'Dieser Proxmox-Cluster hat keine Vorlage, die für Kubernetes angeboten wird. Fragen Sie seinen Betreiber, welches Tag oder welchen Pool eine Vorlage braucht.',
  'option.none.storages':
    'Dieser Proxmox-Cluster bietet keinen Speicher für Platten virtueller Maschinen an.',
  'option.none.bridges': 'Dieser Proxmox-Cluster bietet keine Bridge an.',
  'option.none.nodes':
    'Dieser Proxmox-Cluster hat keinen Knoten, der benutzt werden kann.',
  'option.none.versions':
    'Die Vorlage sagt nicht, welche Version von Kubernetes sie enthält.',
  'review.title': 'Prüfung',
  'review.incomplete': 'Im Formular fehlt etwas, oder etwas ist falsch',
  'review.notChecked':
    'konnte nicht geprüft werden, deshalb kann noch nicht bestellt werden. {{reason}}',
  'review.refused_one': 'lehnt den Auftrag ab: {{texts}}',
  'review.refused_other':
    'lehnt den Auftrag aus {{count}} Gründen ab: {{texts}}',
  'review.errors_one':
    'So kann nicht bestellt werden: {{count}} Prüfung ist nicht bestanden',
  'review.errors_other':
    'So kann nicht bestellt werden: {{count}} Prüfungen sind nicht bestanden',
  'review.errorsText':
    'Gehen Sie zurück und ändern Sie, was unten genannt ist, oder lassen Sie es beheben, und prüfen Sie erneut. Es ist nichts angelegt worden.',
  'review.warnings_one': 'Es kann bestellt werden, mit {{count}} Warnung',
  'review.warnings_other': 'Es kann bestellt werden, mit {{count}} Warnungen',
  'review.warningsText':
    'Lesen Sie sie vorher: Sie können verhindern, dass der Cluster bereit wird.',
  'review.good': 'Nichts spricht gegen diesen Auftrag',
  'review.findings': 'Befunde',
  'review.passed': 'Bestandene Prüfungen',
  'review.passedChecks_one': '{{count}} Prüfung bestanden',
  'review.passedChecks_other': '{{count}} Prüfungen bestanden',
  'review.error': 'Fehler',
  'review.warning': 'Warnung',
  'review.ok': 'In Ordnung',
  'review.checkAgain': 'Erneut prüfen',
  'review.manifests': 'Manifeste, die angewendet würden',
  'review.manifestsOf':
    'Manifeste, die angewendet würden (Cluster API {{stack}})',
  'order.managementCluster': 'Management-Cluster',
  'order.tenant': 'Mandant',
  'order.name': 'Name',
  'order.version': 'Kubernetes-Version',
  'order.component': 'Komponente',
  'order.controlPlaneReplicas': 'Replikate der Steuerungsebene',
  'order.replicas': 'Worker',
  'order.cores': 'Kerne je Worker',
  'order.memoryMiB': 'Arbeitsspeicher je Worker',
  'order.diskGiB': 'Platte je Worker',
  'order.source': 'Proxmox-Cluster',
  'order.template': 'Vorlage',
  'order.storage': 'Speicher',
  'order.bridge': 'Bridge',
  'order.vlan': 'VLAN',
  'order.nodes': 'Proxmox-Knoten',
  'order.addresses': 'Adressen',
  'order.prefix': 'Präfixlänge',
  'order.gateway': 'Gateway',
  'order.dnsServers': 'DNS-Server',
  'orders.none':
    'Es gibt keinen Auftrag, den Sie sehen dürfen. Mandanten-Cluster werden auf der Seite „Create“ bestellt.',
  'orders.state': 'Zustand',
  'orders.requestedBy': 'Bestellt von',
  'orders.createdAt': 'Bestellt',
  'orders.updatedAt': 'Letzte Änderung',
  'orders.message': 'Meldung',
  'orders.all': 'Alle Aufträge',
  'orders.title': 'Auftrag: Mandanten-Cluster {{name}}',
  'orders.entity': 'Entität',
  'orders.ofCluster': 'Auftrag dieses Clusters',
  'orders.progress': 'Fortschritt',
  'orders.ordered': 'Was bestellt wurde',
  'orders.things': 'Was er anlegt',
  'orders.thingsNone': 'Es ist noch nichts verzeichnet.',
  'orders.thing': 'Objekt',
  'orders.kind': 'Art',
  'orders.log': 'Protokoll',
  'orders.logEmpty': 'Es ist noch nichts protokolliert.',
  'orders.resume': 'Fortsetzen',
  'orders.cleanUp': 'Aufräumen',
  'orders.cancel': 'Auftrag abbrechen',
  'orders.cancelHint':
    'Was er angelegt hat, bleibt, bis er fortgesetzt oder aufgeräumt wird.',
  'orders.resumeHint':
    'Fortsetzen macht dort weiter, wo der Auftrag gescheitert ist. Aufräumen entfernt, was er angelegt hat.',
  'orders.mayNot':
    'Sie dürfen diesen Auftrag weder fortsetzen noch aufräumen. Bitten Sie den Eigentümer oder die Verwaltung dieses Portals.',
  'orders.cleanUpTitle': 'Auftrag für {{name}} aufräumen?',
  'orders.cleanUpText':
    'Dies wird gelöscht, samt den virtuellen Maschinen und Platten, die dazugehören, und ist nicht wiederherstellbar:',
  'orders.cleanUpNone':
    'Es ist nichts als angelegt verzeichnet. Was die Markierung dieses Auftrags trägt, wird trotzdem gelöscht.',
  'orders.refused': '{{action}} wurde abgelehnt',
  'orders.step.done': 'erledigt',
  'orders.step.current': 'jetzt',
  'orders.step.failed': 'hier gescheitert',
  'orders.step.open': 'nicht erreicht',
  'orderState.accepted': 'Angenommen',
  'orderState.applying': 'Wird angewendet',
  'orderState.waiting': 'Wartet auf den Cluster',
  'orderState.ready': 'Bereit',
  'orderState.failed': 'Gescheitert',
  'orderState.cleaning-up': 'Wird aufgeräumt',
  'orderState.cleaned-up': 'Aufgeräumt',
  'thingState.planned': 'Geplant',
  'thingState.created': 'Angelegt',
  'thingState.adopted': 'Vorgefunden und übernommen',
  'thingState.deleted': 'Gelöscht',
};
