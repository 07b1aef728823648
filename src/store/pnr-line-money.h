/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the line of an order cost and what it leaves without tax, for whoever adds lines up.
 *
 * In SQL after pnr_product_numbers_define(), with ?1 millionths of the currency in a minor unit and
 * ?2 the tax, in millionths of the net price, of products whose tax class is not a rate. */
#pragma once

/* As its order said, else the product's unit cost. */
#define PNR_LINE_COST "ifnull (cost_micros, product_cost (product_id) * ?1 * quantity_milli / 1000)"
#define PNR_LINE_RATE "ifnull (product_rate (product_id), ?2)"

/* Sums of lines of one order that have columns cost, rate and total_minor. */
#define PNR_COSTED_SUM "ifnull (sum (CASE WHEN cost IS NOT NULL THEN total_minor END), 0)"
#define PNR_NET_SUM                                                                             \
  "CAST (round (ifnull (sum (CASE WHEN cost IS NOT NULL THEN total_minor * ?1 / (1.0 + rate / " \
  "1000000.0) END), 0)) AS INTEGER)"
