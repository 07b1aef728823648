/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the Pannier JSON reader share: the document being applied and its drafts. */
#pragma once

#include "exchange/pnr-plan-json.h"
#include "model/pnr-noun.h"

G_BEGIN_DECLS

/* The largest share, and a bound for other measures, in millionths. */
#define PNR_PLAN_READER_WHOLE 1000000
#define PNR_PLAN_READER_ENOUGH G_GINT64_CONSTANT (1000000000000000000)

/* A noun as the document leaves it. It is new where the plan had none under its name. */
typedef struct {
  PnrNoun *noun;
  gboolean is_new;
  gboolean is_changed;
  gboolean is_removed;
} PnrPlanDraft;

typedef struct {
  PnrContents *contents;
  PnrApplyReport *report;
  GPtrArray *drafts;
  GHashTable *by_key;
  gint64 last_id;
  char *path;
  GHashTable *seen; /* keys of objects that the document has told already */
} PnrPlanReader;

typedef void (*PnrPlanFill) (PnrPlanReader *self, GVariant *object, gpointer noun);

/* Values of a document, see pnr-plan-json-value.c. */
void pnr_plan_reader_complain (PnrPlanReader *self, const char *field, const char *value,
                               const char *code, const char *sentence);
char *pnr_plan_value_to_text (GVariant *value);
gboolean pnr_plan_value_is_name (GVariant *value);
GVariant *pnr_plan_object_get (GVariant *object, const char *key, const char *alias);
gboolean pnr_plan_object_has (GVariant *object, const char *key);
gboolean pnr_plan_object_has_null (GVariant *object, const char *key);
gboolean pnr_plan_reader_get_list (PnrPlanReader *self, GVariant *object, const char *key,
                                   GVariant **list);
char *pnr_plan_reader_dup_text (PnrPlanReader *self, GVariant *object, const char *key);
gboolean pnr_plan_reader_read_money (PnrPlanReader *self, GVariant *value, const char *key,
                                     gint64 *minor);
gboolean pnr_plan_reader_read_ppm (PnrPlanReader *self, GVariant *value, const char *key,
                                   gint64 least, gint64 most, gint64 *ppm);
void pnr_plan_reader_complain_of_long_name (PnrPlanReader *self, const char *key, const char *text);
void pnr_plan_reader_set_text (PnrPlanReader *self, GVariant *object, const char *key,
                               gpointer noun, const char *property);
void pnr_plan_reader_set_word (PnrPlanReader *self, GVariant *object, const char *key,
                               const char *alias, gpointer noun, const char *property, GType type);
void pnr_plan_reader_set_truth (PnrPlanReader *self, GVariant *object, const char *key,
                                gpointer noun, const char *property);
void pnr_plan_reader_set_money (PnrPlanReader *self, GVariant *object, const char *key,
                                gpointer noun, const char *property);
void pnr_plan_reader_set_time (PnrPlanReader *self, GVariant *object, const char *key,
                               gpointer noun, const char *property);
void pnr_plan_reader_set_count (PnrPlanReader *self, GVariant *object, const char *key,
                                gpointer noun, const char *property, gint64 unknown);
void pnr_plan_reader_set_number (PnrPlanReader *self, GVariant *object, const char *key,
                                 gpointer noun, const char *property);

/* Drafts under the names by which documents know nouns, see pnr-plan-json-draft.c. */
void pnr_plan_reader_begin (PnrPlanReader *self);
PnrEdit *pnr_plan_reader_end (PnrPlanReader *self);
PnrPlanDraft *pnr_plan_reader_find (PnrPlanReader *self, const char *key);
gboolean pnr_plan_reader_has (PnrPlanReader *self, const char *shelf, const char *name);
gint64 pnr_plan_reader_find_id (PnrPlanReader *self, const char *shelf, const char *name,
                                const char *field);
void pnr_plan_reader_apply (PnrPlanReader *self, const char *key, GType type, GVariant *object,
                            PnrPlanFill fill);
char *pnr_plan_key_of_link (int kind, gint64 from_id, gint64 to_id, const char *shelf);

/* Where a decision comes from, see pnr-plan-json-lineage.c. */
void pnr_plan_reader_fill_lineage (PnrPlanReader *self, GVariant *object, gpointer noun);

/* See pnr-plan-json-prices.c. */
void pnr_plan_reader_fill_price_history (PnrPlanReader *self, GVariant *object, gpointer noun);

/* See pnr-plan-json-bundle.c. */
void pnr_plan_reader_fill_bundle (PnrPlanReader *self, GVariant *object, gpointer noun);

/* What each other kind of object says about its noun, see pnr-plan-json-noun.c. */
void pnr_plan_reader_complain_of_taken_sku (PnrPlanReader *self, GVariant *object,
                                            const char *shelf, const char *other_shelf);
void pnr_plan_reader_fill_product (PnrPlanReader *self, GVariant *object, gpointer noun);
void pnr_plan_reader_fill_ends (PnrPlanReader *self, GVariant *object, gpointer noun);
void pnr_plan_reader_fill_relation (PnrPlanReader *self, GVariant *object, gpointer noun);
void pnr_plan_reader_fill_verdict (PnrPlanReader *self, GVariant *object, gpointer noun);
void pnr_plan_reader_fill_scenario (PnrPlanReader *self, GVariant *object, gpointer noun);
void pnr_plan_reader_fill_place (PnrPlanReader *self, GVariant *object, gpointer noun);

G_END_DECLS
