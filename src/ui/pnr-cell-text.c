/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of text in a long list: light to build and to measure, whole in its tooltip when cut. */
#include "config.h"

#include "ui/pnr-cell-text.h"

/* A list view keeps some 200 rows, seen or not. A label lays its text out to say how wide it would
 * like to be, which a column of fixed width never asks; an inscription does not. And setting a
 * tooltip's text asks the display server where the pointer is, so the text is given when the
 * pointer is there. */
static gboolean
tooltip_queried_cb (GtkInscription *inscription, int x, int y, gboolean is_keyboard,
                    GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL)
    return FALSE;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (GTK_WIDGET (inscription)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* By the first letter, as Pango does. */
static PangoDirection
find_direction (const char *text)
{
  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (!g_unichar_isalpha (letter))
      continue;
    switch (g_unichar_get_script (letter)) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return PANGO_DIRECTION_RTL;
    default:
      return PANGO_DIRECTION_LTR;
    }
  }
  return PANGO_DIRECTION_NEUTRAL;
}

/* An inscription begins where its text is read from; a column, where the window is. */
static void
align (GtkInscription *inscription)
{
  gboolean is_end = g_object_get_data (G_OBJECT (inscription), "is-end") != NULL;
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (inscription)) == GTK_TEXT_DIR_RTL;
  PangoDirection direction = find_direction (gtk_inscription_get_text (inscription));
  gboolean is_against =
      direction != PANGO_DIRECTION_NEUTRAL && (direction == PANGO_DIRECTION_RTL) != is_rtl;

  gtk_inscription_set_xalign (inscription, is_end != is_against ? 1 : 0);
}

/* @is_end: whether it ends where the column does, as numbers do */
GtkWidget *
pnr_cell_text_new (gboolean is_end)
{
  GtkWidget *inscription = gtk_inscription_new ("");

  g_object_set_data (G_OBJECT (inscription), "is-end", is_end ? inscription : NULL);
  align (GTK_INSCRIPTION (inscription));
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  /* Given more height than a line has, it would break the text instead of cutting it. */
  gtk_widget_set_valign (inscription, GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (inscription, TRUE);
  g_signal_connect (inscription, "query-tooltip", G_CALLBACK (tooltip_queried_cb), NULL);
  return inscription;
}

void
pnr_cell_text_set (GtkWidget *cell_text, const char *text)
{
  g_return_if_fail (GTK_IS_INSCRIPTION (cell_text));

  /* Assistive technologies ask for the text of a cell without one, too. */
  gtk_inscription_set_text (GTK_INSCRIPTION (cell_text), text != NULL ? text : "");
  align (GTK_INSCRIPTION (cell_text));
}
