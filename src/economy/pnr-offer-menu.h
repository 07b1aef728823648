/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop with every kind of offer, small enough to compute exactly, read from a worked case. */
#pragma once

#include "economy/pnr-parcel.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

#define PNR_MENU_MAX_PRODUCTS PNR_MARKET_MAX_PRODUCTS
#define PNR_MENU_MAX_OFFERS 6

typedef enum {
  PNR_MENU_OFFER_BUNDLE,
  PNR_MENU_OFFER_N_OF_M,
  PNR_MENU_OFFER_TIER,
  PNR_MENU_OFFER_ADD_ON,
  PNR_MENU_OFFER_GIFT,
  PNR_MENU_OFFER_POST_ADD_ON,
} PnrMenuOfferKind;

/* @percents[k - 1]: off the group's members when k of them are bought. @anchor -1: none. */
typedef struct {
  char *id;
  PnrMenuOfferKind kind;
  guint quantity[PNR_MENU_MAX_PRODUCTS];
  guint group;
  guint n_of_group;
  double price;
  double percents[PNR_MENU_MAX_PRODUCTS];
  guint n_percents;
  double threshold;
  int anchor;
  double exposure;
  double friction;
  double loss;
  double handling;
  gboolean ships_apart;
} PnrMenuOffer;

typedef struct {
  double price;
  double cost;
  guint cap;
  double decay;
  gboolean is_sold_singly;
  char *group;
  double weight;
  double ship_units;
} PnrMenuProduct;

typedef struct {
  double ship_order;
  double ship_unit;
  PnrParcelTariff bands; /* weights and costs in millionths */
  double fee_rate;
  double fee_fixed;
  double vat;
  double ship_charge;
  double free_ship_from;
} PnrMenuCosts;

typedef struct {
  guint n_products;
  PnrMenuProduct products[PNR_MENU_MAX_PRODUCTS];
  double theta[PNR_MENU_MAX_PRODUCTS][PNR_MENU_MAX_PRODUCTS];
  guint n_offers;
  PnrMenuOffer offers[PNR_MENU_MAX_OFFERS];
  PnrMenuCosts costs;
  guint n_contents;
  guint stride[PNR_MENU_MAX_PRODUCTS];
} PnrMenu;

/* The cheapest purchase of a content. @offer_content: what the offer put in, where it was used. */
typedef struct {
  gboolean is_on_sale;
  double paid;
  double friction;
  double cost;
  guint uses[PNR_MENU_MAX_OFFERS];
  guint offer_content[PNR_MENU_MAX_OFFERS][PNR_MENU_MAX_PRODUCTS];
  double revenue[PNR_MENU_MAX_PRODUCTS];
} PnrMenuCell;

PnrMenu *pnr_menu_new (GVariant *report, GError **error);
void pnr_menu_free (PnrMenu *self);
guint pnr_menu_get_quantity (const PnrMenu *self, guint content, guint product);
guint pnr_menu_add (const PnrMenu *self, guint content, const guint *quantity);
double pnr_menu_get_value (const PnrMenu *self, guint content, const double *wtp);
double pnr_menu_get_ship_charge (const PnrMenu *self, guint content, double paid,
                                 double background);
double pnr_menu_get_ship_cost (const PnrMenu *self, guint content);
double pnr_menu_get_contribution (const PnrMenu *self, guint content, const PnrMenuCell *cell,
                                  double ship_charge);
guint pnr_menu_get_units (const PnrMenu *self, guint content);
void pnr_menu_split_revenue (const PnrMenu *self, const guint *quantity, double price,
                             double *revenue);
void pnr_menu_fill (const PnrMenu *self, guint seen, guint known, PnrMenuCell *cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrMenu, pnr_menu_free)

G_END_DECLS
