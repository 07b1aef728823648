/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a merchant decided, with its lineage: on which evidence, by whom, when, approved by whom. */
#include "config.h"

#include "model/pnr-decision.h"

typedef struct {
  PnrEvidence evidence;
  char *measure;
  gint64 measure_ppm;
  gint64 window_from;
  gint64 window_to;
  char *data_hash;
  char *author;
  gint64 created;
  char *approver;
  gint64 approved;
} PnrDecisionPrivate;

enum {
  PROP_0,
  PROP_EVIDENCE,
  PROP_MEASURE,
  PROP_MEASURE_PPM,
  PROP_WINDOW_FROM,
  PROP_WINDOW_TO,
  PROP_DATA_HASH,
  PROP_AUTHOR,
  PROP_CREATED,
  PROP_APPROVER,
  PROP_APPROVED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PnrDecision, pnr_decision, G_TYPE_OBJECT)

static PnrDecisionPrivate *
pnr_decision_get_lineage (PnrDecision *self)
{
  return pnr_decision_get_instance_private (self);
}

static void
pnr_decision_finalize (GObject *object)
{
  PnrDecisionPrivate *lineage = pnr_decision_get_lineage (PNR_DECISION (object));

  g_clear_pointer (&lineage->measure, g_free);
  g_clear_pointer (&lineage->data_hash, g_free);
  g_clear_pointer (&lineage->author, g_free);
  g_clear_pointer (&lineage->approver, g_free);

  G_OBJECT_CLASS (pnr_decision_parent_class)->finalize (object);
}

static void
pnr_decision_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrDecisionPrivate *lineage = pnr_decision_get_lineage (PNR_DECISION (object));

  switch (prop_id) {
  case PROP_EVIDENCE:
    g_value_set_enum (value, lineage->evidence);
    break;
  case PROP_MEASURE:
    g_value_set_string (value, lineage->measure);
    break;
  case PROP_MEASURE_PPM:
    g_value_set_int64 (value, lineage->measure_ppm);
    break;
  case PROP_WINDOW_FROM:
    g_value_set_int64 (value, lineage->window_from);
    break;
  case PROP_WINDOW_TO:
    g_value_set_int64 (value, lineage->window_to);
    break;
  case PROP_DATA_HASH:
    g_value_set_string (value, lineage->data_hash);
    break;
  case PROP_AUTHOR:
    g_value_set_string (value, lineage->author);
    break;
  case PROP_CREATED:
    g_value_set_int64 (value, lineage->created);
    break;
  case PROP_APPROVER:
    g_value_set_string (value, lineage->approver);
    break;
  case PROP_APPROVED:
    g_value_set_int64 (value, lineage->approved);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_decision_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrDecision *self = PNR_DECISION (object);

  switch (prop_id) {
  case PROP_EVIDENCE:
    pnr_decision_set_evidence (self, g_value_get_enum (value));
    break;
  case PROP_MEASURE:
    pnr_decision_set_measure (self, g_value_get_string (value));
    break;
  case PROP_MEASURE_PPM:
    pnr_decision_set_measure_ppm (self, g_value_get_int64 (value));
    break;
  case PROP_WINDOW_FROM:
    pnr_decision_set_window_from (self, g_value_get_int64 (value));
    break;
  case PROP_WINDOW_TO:
    pnr_decision_set_window_to (self, g_value_get_int64 (value));
    break;
  case PROP_DATA_HASH:
    pnr_decision_set_data_hash (self, g_value_get_string (value));
    break;
  case PROP_AUTHOR:
    pnr_decision_set_author (self, g_value_get_string (value));
    break;
  case PROP_CREATED:
    pnr_decision_set_created (self, g_value_get_int64 (value));
    break;
  case PROP_APPROVER:
    pnr_decision_set_approver (self, g_value_get_string (value));
    break;
  case PROP_APPROVED:
    pnr_decision_set_approved (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_decision_class_init (PnrDecisionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pnr_decision_finalize;
  object_class->get_property = pnr_decision_get_property;
  object_class->set_property = pnr_decision_set_property;

  properties[PROP_EVIDENCE] =
      g_param_spec_enum ("evidence", NULL, NULL, PNR_TYPE_EVIDENCE, PNR_EVIDENCE_JUDGEMENT, flags);
  properties[PROP_MEASURE] = g_param_spec_string ("measure", NULL, NULL, NULL, flags);
  properties[PROP_MEASURE_PPM] =
      g_param_spec_int64 ("measure-ppm", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_WINDOW_FROM] =
      g_param_spec_int64 ("window-from", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_WINDOW_TO] =
      g_param_spec_int64 ("window-to", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_DATA_HASH] = g_param_spec_string ("data-hash", NULL, NULL, NULL, flags);
  properties[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, flags);
  properties[PROP_CREATED] =
      g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_APPROVER] = g_param_spec_string ("approver", NULL, NULL, NULL, flags);
  properties[PROP_APPROVED] =
      g_param_spec_int64 ("approved", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_decision_init (PnrDecision *self)
{
}

static void
pnr_decision_set_text (PnrDecision *self, char **field, const char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
pnr_decision_set_number (PnrDecision *self, gint64 *field, gint64 number, guint property)
{
  if (*field == number)
    return;
  *field = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

PnrEvidence
pnr_decision_get_evidence (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), 0);

  return pnr_decision_get_lineage (self)->evidence;
}

void
pnr_decision_set_evidence (PnrDecision *self, PnrEvidence evidence)
{
  PnrDecisionPrivate *lineage = pnr_decision_get_lineage (self);

  g_return_if_fail (PNR_IS_DECISION (self));

  if (lineage->evidence == evidence)
    return;
  lineage->evidence = evidence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVIDENCE]);
}

const char *
pnr_decision_get_measure (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), NULL);

  return pnr_decision_get_lineage (self)->measure;
}

void
pnr_decision_set_measure (PnrDecision *self, const char *measure)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_text (self, &pnr_decision_get_lineage (self)->measure, measure, PROP_MEASURE);
}

gint64
pnr_decision_get_measure_ppm (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), 0);

  return pnr_decision_get_lineage (self)->measure_ppm;
}

void
pnr_decision_set_measure_ppm (PnrDecision *self, gint64 measure_ppm)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_number (self, &pnr_decision_get_lineage (self)->measure_ppm, measure_ppm,
                           PROP_MEASURE_PPM);
}

gint64
pnr_decision_get_window_from (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), 0);

  return pnr_decision_get_lineage (self)->window_from;
}

void
pnr_decision_set_window_from (PnrDecision *self, gint64 window_from)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_number (self, &pnr_decision_get_lineage (self)->window_from, window_from,
                           PROP_WINDOW_FROM);
}

gint64
pnr_decision_get_window_to (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), 0);

  return pnr_decision_get_lineage (self)->window_to;
}

void
pnr_decision_set_window_to (PnrDecision *self, gint64 window_to)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_number (self, &pnr_decision_get_lineage (self)->window_to, window_to,
                           PROP_WINDOW_TO);
}

const char *
pnr_decision_get_data_hash (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), NULL);

  return pnr_decision_get_lineage (self)->data_hash;
}

void
pnr_decision_set_data_hash (PnrDecision *self, const char *data_hash)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_text (self, &pnr_decision_get_lineage (self)->data_hash, data_hash,
                         PROP_DATA_HASH);
}

const char *
pnr_decision_get_author (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), NULL);

  return pnr_decision_get_lineage (self)->author;
}

void
pnr_decision_set_author (PnrDecision *self, const char *author)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_text (self, &pnr_decision_get_lineage (self)->author, author, PROP_AUTHOR);
}

gint64
pnr_decision_get_created (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), 0);

  return pnr_decision_get_lineage (self)->created;
}

void
pnr_decision_set_created (PnrDecision *self, gint64 created)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_number (self, &pnr_decision_get_lineage (self)->created, created, PROP_CREATED);
}

const char *
pnr_decision_get_approver (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), NULL);

  return pnr_decision_get_lineage (self)->approver;
}

void
pnr_decision_set_approver (PnrDecision *self, const char *approver)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_text (self, &pnr_decision_get_lineage (self)->approver, approver, PROP_APPROVER);
}

gint64
pnr_decision_get_approved (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), 0);

  return pnr_decision_get_lineage (self)->approved;
}

void
pnr_decision_set_approved (PnrDecision *self, gint64 approved)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_number (self, &pnr_decision_get_lineage (self)->approved, approved,
                           PROP_APPROVED);
}

gboolean
pnr_decision_is_approved (PnrDecision *self)
{
  g_return_val_if_fail (PNR_IS_DECISION (self), FALSE);

  return pnr_decision_get_lineage (self)->approved != 0;
}

/**
 * pnr_decision_withdraw_approval:
 * @self: a decision
 *
 * What was approved is not what it is now: subclasses call this when they change.
 */
void
pnr_decision_withdraw_approval (PnrDecision *self)
{
  g_return_if_fail (PNR_IS_DECISION (self));

  pnr_decision_set_approver (self, NULL);
  pnr_decision_set_approved (self, 0);
}

/**
 * pnr_decision_assign_lineage:
 * @self: a decision
 * @other: another
 *
 * Takes over the lineage, approval included; to be called after everything else is assigned.
 */
void
pnr_decision_assign_lineage (PnrDecision *self, PnrDecision *other)
{
  PnrDecisionPrivate *source;

  g_return_if_fail (PNR_IS_DECISION (self));
  g_return_if_fail (PNR_IS_DECISION (other));

  source = pnr_decision_get_lineage (other);
  pnr_decision_set_evidence (self, source->evidence);
  pnr_decision_set_measure (self, source->measure);
  pnr_decision_set_measure_ppm (self, source->measure_ppm);
  pnr_decision_set_window_from (self, source->window_from);
  pnr_decision_set_window_to (self, source->window_to);
  pnr_decision_set_data_hash (self, source->data_hash);
  pnr_decision_set_author (self, source->author);
  pnr_decision_set_created (self, source->created);
  pnr_decision_set_approver (self, source->approver);
  pnr_decision_set_approved (self, source->approved);
}
