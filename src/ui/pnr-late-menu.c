/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a button a menu that is built when it is first opened. */
#include "config.h"

#include "ui/pnr-late-menu.h"

static void
create_menu_cb (GtkMenuButton *button, gpointer model)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, model);
}

/* With the property menu-model GTK makes the popover and its items together with the button, which
 * takes longer than the rest of a small view: a page with five charts would pay for five menus. */
void
pnr_late_menu_give (GtkMenuButton *button, GMenuModel *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  gtk_menu_button_set_create_popup_func (button, create_menu_cb, g_object_ref (model),
                                         g_object_unref);
}
