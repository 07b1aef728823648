/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order history as one line per order: when, who, through which channel, what it came to. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PNR_LEDGER_TIME_UNKNOWN G_MININT64
#define PNR_LEDGER_NOBODY G_MAXUINT32
#define PNR_LEDGER_MOST_NAMES 1000

/* An order that was not cancelled and holds at least one line. Refunds are netted: their lines have
 * negative quantities and totals. @time: seconds since 1970 in UTC. @customer: an index below the
 * ledger's @n_customers. @channel, @group: indices into the ledger's names; nobody's order has the
 * group of no name. @costed_minor: the part of @total_minor whose cost is known; @net_micros:
 * that part without tax, and @cost_micros, in millionths of the currency. */
typedef struct {
  gint64 time;
  gint64 total_minor;
  gint64 units_milli;
  gint64 costed_minor;
  gint64 net_micros;
  gint64 cost_micros;
  guint32 customer;
  guint16 channel;
  guint16 group;
  guint32 n_lines;
  guint32 n_uncosted;
  guint32 n_unpriced;
} PnrLedgerOrder;

/* One product of a customer's first order. */
typedef struct {
  gint64 product_id;
  guint32 customer;
} PnrFirstProduct;

#define PNR_TYPE_LEDGER (pnr_ledger_get_type ())

/* Filled by its maker, then never changed, so that threads share it. @channels and @groups: char*,
 * the first of which is "", for those without. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *data_hash;
  GArray *orders; /* PnrLedgerOrder, in the order of the file */
  GPtrArray *channels;
  GPtrArray *groups;
  GHashTable *customer_indices;
  guint n_customers;
} PnrLedger;

GType pnr_ledger_get_type (void);
PnrLedger *pnr_ledger_new (const char *currency, const char *data_hash);
PnrLedger *pnr_ledger_ref (PnrLedger *self);
void pnr_ledger_unref (PnrLedger *self);

guint16 pnr_ledger_take_name (GPtrArray *names, const char *name);
guint32 pnr_ledger_take_customer (PnrLedger *self, gint64 customer_id);
void pnr_ledger_add_order (PnrLedger *self, const PnrLedgerOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrLedger, pnr_ledger_unref)

G_END_DECLS
