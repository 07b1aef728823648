/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a wide table from the side on which reading begins. */
#include "config.h"

#include "ui/pnr-reading-side.h"

/* The first column of a table that is read from the right stands at the end of the way. */
typedef struct {
  GtkWidget *scrollable;
  GtkAdjustment *adjustment;
  guint turn_id;
  gboolean is_left_alone;
} ReadingSide;

static double
reading_side_get_start (ReadingSide *self)
{
  return gtk_adjustment_get_upper (self->adjustment)
         - gtk_adjustment_get_page_size (self->adjustment);
}

static gboolean
turn_cb (gpointer user_data)
{
  ReadingSide *self = user_data;

  self->turn_id = 0;
  if (gtk_widget_get_direction (self->scrollable) != GTK_TEXT_DIR_RTL)
    return G_SOURCE_REMOVE;
  gtk_adjustment_set_value (self->adjustment, reading_side_get_start (self));
  /* What became narrower while its places were handed out still stands where it was. */
  gtk_widget_queue_allocate (self->scrollable);
  return G_SOURCE_REMOVE;
}

/* Not while places are handed out, yet before the frame is drawn. */
static void
size_changed_cb (ReadingSide *self)
{
  if (!self->is_left_alone && self->turn_id == 0)
    self->turn_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
}

/* Whoever scrolls on is left there until coming back. */
static void
scrolled_cb (ReadingSide *self)
{
  if (self->turn_id == 0)
    self->is_left_alone =
        gtk_adjustment_get_value (self->adjustment) < reading_side_get_start (self) - 1.0;
}

static void
reading_side_drop (ReadingSide *self)
{
  g_clear_handle_id (&self->turn_id, g_source_remove);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
}

static void
adjustment_set_cb (ReadingSide *self)
{
  reading_side_drop (self);
  g_object_get (self->scrollable, "hadjustment", &self->adjustment, NULL);
  if (self->adjustment == NULL)
    return;
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (size_changed_cb), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
}

static void
reading_side_free (gpointer data)
{
  reading_side_drop (data);
  g_free (data);
}

/**
 * pnr_reading_side_keep:
 * @scrollable: a table that may be wider than its room
 *
 * GTK starts at the left, whichever way is read.
 */
void
pnr_reading_side_keep (GtkWidget *scrollable)
{
  ReadingSide *self;

  g_return_if_fail (GTK_IS_SCROLLABLE (scrollable));

  self = g_new0 (ReadingSide, 1);
  self->scrollable = scrollable;
  g_object_set_data_full (G_OBJECT (scrollable), "reading-side", self, reading_side_free);
  g_signal_connect_swapped (scrollable, "notify::hadjustment", G_CALLBACK (adjustment_set_cb),
                            self);
  adjustment_set_cb (self);
}
