/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets new text come to a window one piece a frame.
 *
 * To lay out a table anew takes some milliseconds; several answers that come in between two frames
 * would hold the next one up together. */
#include "config.h"

#include "ui/pnr-frame-queue.h"

typedef struct {
  GtkWidget *widget;
  PnrFramePiece piece;
} Waiting;

static G_DEFINE_QUARK (pnr - frame - queue, pnr_frame_queue)

static void
waiting_free (Waiting *waiting)
{
  g_clear_weak_pointer (&waiting->widget);
  g_free (waiting);
}

static void
queue_free (GQueue *queue)
{
  g_queue_free_full (queue, (GDestroyNotify) waiting_free);
}

static void
serve (Waiting *waiting)
{
  g_autoptr (GtkWidget) widget = g_object_ref (waiting->widget);

  waiting->piece (widget);
}

/* What waits for a widget that is gone costs no frame. */
static gboolean
tick_cb (GtkWidget *root, GdkFrameClock *clock, gpointer user_data)
{
  GQueue *queue = user_data;
  gboolean is_served = FALSE;

  while (!is_served && !g_queue_is_empty (queue)) {
    Waiting *waiting = g_queue_pop_head (queue);

    is_served = waiting->widget != NULL;
    if (is_served)
      serve (waiting);
    waiting_free (waiting);
  }
  if (!g_queue_is_empty (queue))
    return G_SOURCE_CONTINUE;
  g_object_set_qdata (G_OBJECT (root), pnr_frame_queue_quark (), NULL);
  return G_SOURCE_REMOVE;
}

static GQueue *
get_queue (GtkWidget *root)
{
  GQueue *queue = g_object_get_qdata (G_OBJECT (root), pnr_frame_queue_quark ());

  if (queue == NULL) {
    queue = g_queue_new ();
    g_object_set_qdata_full (G_OBJECT (root), pnr_frame_queue_quark (), queue,
                             (GDestroyNotify) queue_free);
    gtk_widget_add_tick_callback (root, tick_cb, queue, NULL);
  }
  return queue;
}

static gboolean
is_waiting (GQueue *queue, GtkWidget *widget, PnrFramePiece piece)
{
  for (GList *l = queue->head; l != NULL; l = l->next) {
    const Waiting *waiting = l->data;

    if (waiting->widget == widget && waiting->piece == piece)
      return TRUE;
  }
  return FALSE;
}

/**
 * pnr_frame_queue_add:
 * @widget: a widget
 * @piece: (scope call): changes what it shows
 *
 * Calls @piece in one of the next frames of @widget's window, one frame for each that waits, in
 * the order in which they were added. What waits already is not added again, so it is to show the
 * newest state. Outside a window it is called at once. What waits for a widget that is disposed is
 * called as long as somebody holds the widget; the piece has to see to that.
 */
void
pnr_frame_queue_add (GtkWidget *widget, PnrFramePiece piece)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GQueue *queue;
  Waiting *waiting;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (root == NULL) {
    piece (widget);
    return;
  }
  queue = get_queue (GTK_WIDGET (root));
  if (is_waiting (queue, widget, piece))
    return;
  waiting = g_new0 (Waiting, 1);
  g_set_weak_pointer (&waiting->widget, widget);
  waiting->piece = piece;
  g_queue_push_tail (queue, waiting);
}
