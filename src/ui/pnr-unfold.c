/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets lists and pages appear a few pieces a frame. */
#include "config.h"

#include "ui/pnr-unfold.h"

/* A row with a title, a subtitle and a figure takes a millisecond or two until it is laid out, a
 * part of a page with its heading several, and the frame that shows it must be painted, too. */
#define WEIGHT_A_FRAME 2
#define ROW_WEIGHT 1
#define PART_WEIGHT 2

/* How much all lists of a window have shown in the present frame. */
typedef struct {
  gint64 frame;
  guint weight;
} PnrUnfoldTurn;

static G_DEFINE_QUARK (pnr - folded, pnr_folded)
static G_DEFINE_QUARK (pnr - unfolding, pnr_unfolding)
static G_DEFINE_QUARK (pnr - unfold - turn, pnr_unfold_turn)

/* The frame clock is what the lists of a window have in common. */
static PnrUnfoldTurn *
get_turn (GdkFrameClock *clock)
{
  PnrUnfoldTurn *turn = g_object_get_qdata (G_OBJECT (clock), pnr_unfold_turn_quark ());
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  if (turn == NULL) {
    turn = g_new0 (PnrUnfoldTurn, 1);
    g_object_set_qdata_full (G_OBJECT (clock), pnr_unfold_turn_quark (), turn, g_free);
  }
  if (turn->frame != frame)
    *turn = (PnrUnfoldTurn){ .frame = frame };
  return turn;
}

static gboolean
is_folded (GtkWidget *piece)
{
  return g_object_get_qdata (G_OBJECT (piece), pnr_folded_quark ()) != NULL;
}

static void
fold (GtkWidget *piece)
{
  g_object_set_qdata (G_OBJECT (piece), pnr_folded_quark (), piece);
  gtk_widget_set_visible (piece, FALSE);
}

static void
unfold (GtkWidget *piece)
{
  g_object_set_qdata (G_OBJECT (piece), pnr_folded_quark (), NULL);
  gtk_widget_set_visible (piece, TRUE);
}

static void pnr_unfold_begin (GtkWidget *list);

static gboolean
unfold_tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  PnrUnfoldTurn *turn = get_turn (clock);
  guint weight;

  /* What unfolds unseen, as within a part that is folded itself, comes in one piece with it. */
  if (!gtk_widget_get_mapped (list)) {
    pnr_unfold_begin (list);
    return G_SOURCE_REMOVE;
  }
  for (GtkWidget *piece = gtk_widget_get_first_child (list); piece != NULL;
       piece = gtk_widget_get_next_sibling (piece)) {
    if (!is_folded (piece))
      continue;
    weight = GTK_IS_LIST_BOX_ROW (piece) ? ROW_WEIGHT : PART_WEIGHT;
    if (turn->weight + weight > WEIGHT_A_FRAME)
      return G_SOURCE_CONTINUE;
    turn->weight += weight;
    unfold (piece);
  }
  g_object_set_qdata (G_OBJECT (list), pnr_unfolding_quark (), NULL);
  return G_SOURCE_REMOVE;
}

static void
list_mapped_cb (GtkWidget *list)
{
  g_signal_handlers_disconnect_by_func (list, list_mapped_cb, NULL);
  pnr_unfold_begin (list);
}

static void
pnr_unfold_begin (GtkWidget *list)
{
  if (gtk_widget_get_mapped (list))
    gtk_widget_add_tick_callback (list, unfold_tick_cb, NULL, NULL);
  else
    g_signal_connect (list, "map", G_CALLBACK (list_mapped_cb), NULL);
}

static void
pnr_unfold_keep_going (GtkWidget *list)
{
  if (g_object_get_qdata (G_OBJECT (list), pnr_unfolding_quark ()) != NULL)
    return;
  g_object_set_qdata (G_OBJECT (list), pnr_unfolding_quark (), list);
  pnr_unfold_begin (list);
}

/**
 * pnr_unfold_rows:
 * @list: a list that was just filled, or a box of the parts of a page
 *
 * Hides all visible pieces but the first and shows them again as soon as the list can be seen:
 * a page with dozens of rows would be laid out in one turn else, since every line of text is
 * measured several times. All lists of a window together show a few rows a frame, or one part.
 * Pieces that are hidden already are left alone; nobody else may show or hide the others meanwhile.
 */
void
pnr_unfold_rows (GtkWidget *list)
{
  guint n_folded = 0;
  gboolean is_first = TRUE;

  g_return_if_fail (GTK_IS_WIDGET (list));

  for (GtkWidget *piece = gtk_widget_get_first_child (list); piece != NULL;
       piece = gtk_widget_get_next_sibling (piece)) {
    if (!gtk_widget_get_visible (piece))
      continue;
    if (!is_first) {
      fold (piece);
      n_folded++;
    }
    is_first = FALSE;
  }
  if (n_folded > 0)
    pnr_unfold_keep_going (list);
}

/**
 * pnr_unfold_piece:
 * @piece: what was just added to a list or a box
 *
 * Shows it in its turn.
 */
void
pnr_unfold_piece (GtkWidget *piece)
{
  g_return_if_fail (GTK_IS_WIDGET (piece));

  fold (piece);
  pnr_unfold_keep_going (gtk_widget_get_parent (piece));
}

/**
 * pnr_unfold_now:
 * @list: a list or box whose pieces may still be on their way
 *
 * Shows the rest at once, so that its pieces can be shown, hidden and filled anew.
 */
void
pnr_unfold_now (GtkWidget *list)
{
  g_return_if_fail (GTK_IS_WIDGET (list));

  for (GtkWidget *piece = gtk_widget_get_first_child (list); piece != NULL;
       piece = gtk_widget_get_next_sibling (piece)) {
    if (is_folded (piece))
      unfold (piece);
  }
}
