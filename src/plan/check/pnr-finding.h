/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that is wrong with a plan: where, what, how bad, and what to do about it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  PNR_SEVERITY_ERROR,   /* broken: it must not reach a shop */
  PNR_SEVERITY_WARNING, /* probably not what was meant */
  PNR_SEVERITY_NOTE,    /* worth knowing */
} PnrSeverity;

/* @type, @id: the noun to go to; %G_TYPE_INVALID where it is the file or the plan itself. @object:
 * the same for people: a SKU, "A → B", a scenario's name, a table. @fix: what to do. */
typedef struct {
  const char *code;
  PnrSeverity severity;
  GType type;
  gint64 id;
  char *object;
  char *message;
  char *fix;
} PnrFinding;

PnrFinding *pnr_finding_new (const char *code, PnrSeverity severity, const char *object,
                             const char *message, const char *fix);
void pnr_finding_free (PnrFinding *self);
const char *pnr_severity_get_word (PnrSeverity severity);

G_END_DECLS
