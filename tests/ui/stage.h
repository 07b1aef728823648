/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of the window stands on: a plan of its own, a session, an empty window. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define STAGE_PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrSession *session;
  GtkWidget *window;
} Stage;

void stage_set_up_empty (Stage *stage);
void stage_set_up_sample (Stage *stage, const char *sample);
void stage_tear_down (Stage *stage);
void stage_show (Stage *stage, GtkWidget *child);
void stage_settle (guint milliseconds);
GtkWidget *stage_find_type (GtkWidget *widget, GType type);
GtkWidget *stage_find_window (GType type);
gboolean stage_press (GtkWidget *widget, guint keyval, GdkModifierType state);

G_END_DECLS
