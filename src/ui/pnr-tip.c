/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tips that explain a figure: several sentences, broken into lines that can be read. */
#include "config.h"

#include "ui/pnr-tip.h"

/* The toolkit lays a tip out in one line, however long. */
#define LINE_CHARS 64
#define TIP_KEY "pnr-tip"

static void
append_wrapped (GString *tip, const char *paragraph)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  glong used = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    glong length = g_utf8_strlen (words[i], -1);

    if (i > 0 && used + 1 + length > LINE_CHARS) {
      g_string_append_c (tip, '\n');
      used = 0;
    } else if (i > 0) {
      g_string_append_c (tip, ' ');
      used++;
    }
    g_string_append (tip, words[i]);
    used += length;
  }
}

/* (nullable): the tip as it was set, for where there is room for longer lines. */
const char *
pnr_tip_get (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return g_object_get_data (G_OBJECT (widget), TIP_KEY);
}

/**
 * pnr_tip_set:
 * @widget: a widget
 * @text: (nullable): one paragraph a line; %NULL or nothing for no tip
 */
void
pnr_tip_set (GtkWidget *widget, const char *text)
{
  g_autoptr (GString) tip = g_string_new (NULL);
  g_auto (GStrv) paragraphs = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* The toolkit asks the display server where the pointer is, every time. */
  if (g_strcmp0 (text, pnr_tip_get (widget)) == 0)
    return;
  paragraphs = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (tip, '\n');
    append_wrapped (tip, paragraphs[i]);
  }
  gtk_widget_set_tooltip_text (widget, tip->len > 0 ? tip->str : NULL);
  g_object_set_data_full (G_OBJECT (widget), TIP_KEY, g_strdup (text), g_free);
}
