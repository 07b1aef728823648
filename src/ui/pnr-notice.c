/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows and hides a notice that slides in. */
#include "config.h"

#include "ui/pnr-notice.h"

static void
child_revealed_cb (GtkRevealer *notice)
{
  gboolean is_shown = gtk_revealer_get_reveal_child (notice);

  if (gtk_revealer_get_child_revealed (notice) != is_shown)
    return;
  gtk_widget_set_visible (GTK_WIDGET (notice), is_shown);
  g_signal_handlers_disconnect_by_func (notice, child_revealed_cb, NULL);
}

/**
 * pnr_notice_show:
 * @notice: what holds the notice; not visible at first
 * @is_shown: whether it is to be seen
 *
 * A revealer measures its child while it hides it, and a wrapped sentence is laid out a dozen
 * times to be measured: on some pages the notice that nobody saw was the dearest text. So the
 * revealer goes as well when it has closed.
 */
void
pnr_notice_show (GtkRevealer *notice, gboolean is_shown)
{
  g_return_if_fail (GTK_IS_REVEALER (notice));

  if (gtk_revealer_get_reveal_child (notice) == is_shown)
    return;
  gtk_widget_set_visible (GTK_WIDGET (notice), TRUE);
  g_signal_handlers_disconnect_by_func (notice, child_revealed_cb, NULL);
  g_signal_connect (notice, "notify::child-revealed", G_CALLBACK (child_revealed_cb), NULL);
  gtk_revealer_set_reveal_child (notice, is_shown);
  child_revealed_cb (notice);
}
