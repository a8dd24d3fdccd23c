// The document as it lies in the page: the names are those of src/gigaplan/report/document*.hpp.
export type Num = number | null;

export interface Head {
  title: string; subtitle: string; scenario: string; program_version: string; input_hash: string; planned_at: string;
  currency: string; objective: string; hours: string; foresight: string; status: string;
}
export interface Headline { label: string; value: Num; unit: string; text: string; note: string }
export interface Period { name: string; first_year: number; years: number }
export interface Service { id: string; name: string; residency: string; note: string }
export interface SiteYear {
  it_power: Num; facility_power: Num; grid_power: Num; accelerators: Num; tokens: Num; energy: Num; carbon: Num; cost: Num;
}
export interface Place { id: string; name: string; country: string; longitude: number; latitude: number; supplier?: boolean }
export interface Site extends Place { opens: string; note: string; by_period: SiteYear[] }
export interface Flow { period: number; kind: string; from: string; to: string; amount: Num; unit: string }
export interface Land { name: string; home: boolean; rings: string[] }
export interface Task {
  site: string; lane: string; label: string; start: string; end: string; amount: Num; unit: string; committed: boolean;
  critical: boolean; note: string;
}
export interface FleetRow {
  period: number; site: string; accelerator: string; generation: string; vintage: number; pieces: Num; it_power: Num;
  h100_equivalents: Num; utilisation: Num;
}
export interface Stretch { label: string; start: string; hours: number; weight: number }
export interface Axis { period: number; stretches: Stretch[] }
export interface Series { name: string; role: string; kind_of_supply: string; unit: string; step: number; packed: string }
export interface Frame { period: number; site: string; series: Series[] }
export interface Hours { time_zone: string; levels: number; sites: boolean; axes: Axis[]; frames: Frame[] }
export interface CostRow { period: number; category: string; site: string; per_year: Num }
export interface UnitCost { period: number; service: string; value: Num; unit: string }
export interface EnergyNode { id: string; name: string; kind: string; note: string }
export interface EnergyLink { period: number; from: string; to: string; value: Num }
export interface Bottleneck {
  sentence: string; kind: string; site: string; period: number; price: Num; price_unit: string; step: Num; step_unit: string;
  saving: Num; saving_unit: string; measured: boolean;
}
export interface ComplianceRow {
  rule: string; law: string; subject: string; period: string; fulfilled: 'yes' | 'no' | 'the operator' | 'not checked'; fulfilled_by: string;
  evidence: string;
}
export interface Claim {
  what: string; who: string; date: string; source: string; claimed: Num; planned: Num; unit: string; explanation: string;
}
export interface TokenRow { period: number; service: string; site: string; tokens: Num }
export interface Forbidden { service: string; site: string; accelerator: string; rule: string; reason: string }
export interface BalanceRow {
  topic: string; period: number; item: string; value: Num; unit: string; total: boolean; note: string;
}
export interface CertificateCheck { name: string; value: Num; limit: Num; unit: string; accepted: boolean; meaning: string }
export interface Certificate {
  accepted: boolean | null; sentence: string; objective: Num; dual_bound: Num; gap: Num; objective_unit: string;
  dual_bound_assumes: string[]; checks: CertificateCheck[]; worst_rows: string[]; solver: string; iterations: Num; columns: Num;
  rows: Num; nonzeros: Num; peak_memory_bytes: Num; seconds: {name: string; seconds: Num}[]; hours_error: string;
}
export interface Figure {
  name: string; used_in: string; value: Num; low: Num; high: Num; text: string; unit: string; year: string; source: string;
  confidence: string; overlay: boolean;
}
export interface SupplyRow {
  period: number; stage: string; available: Num; used: Num; unit: string; bottleneck: boolean; price: Num; price_unit: string;
  note: string;
}
export interface Target {
  name: string; period: number; required: Num; reached: Num; unit: string; price: Num; price_unit: string; cost: Num; note: string;
}
export interface RulePrice {
  kind: string; rule: string; sentence: string; worth: Num; unit: string; share: Num; cost_per_year: Num;
}
export interface Variants {
  names: string[]; changes: string[]; rows: {quantity: string; unit: string; values: Num[]}[]; findings: string[]; here: number;
}
export interface MoneyStep { name: string; value: Num; total: boolean; note: string }
export interface MoneyBridge { title: string; unit: string; steps: MoneyStep[] }
export interface MoneyYears {
  title: string; unit: string; years: number[]; series: {name: string; values: Num[]; line: boolean}[];
}
export interface DebtCover {
  title: string; unit: string; years: number[]; drawn: Num[]; repaid: Num[]; balance: Num[]; dscr: Num[]; covenant: Num; limit: Num[];
}
export interface TwoWayTable {
  metric: string; unit: string; rows: string; columns: string; row_at: string[]; column_at: string[]; values: Num[][];
}
export interface TornadoBar { name: string; low_input: string; high_input: string; low: Num; high: Num }
export interface Tornado { metric: string; unit: string; base: Num; bars: TornadoBar[] }
export interface Finance {
  figures: {name: string; value: Num; unit: string; note: string}[]; bridges: MoneyBridge[]; cash_flows: MoneyYears[];
  debt: DebtCover[]; tornadoes: Tornado[]; tables: TwoWayTable[];
}
export interface Report {
  head: Head; answer: string[]; headlines: Headline[]; periods: Period[]; services: Service[]; sites: Site[]; places: Place[];
  flows: Flow[]; land: Land[]; timeline: Task[]; fleet: FleetRow[]; hours: Hours; costs: CostRow[]; unit_costs: UnitCost[];
  rule_prices: RulePrice[]; rule_note: string;
  energy_flow: {unit: string; nodes: EnergyNode[]; links: EnergyLink[]}; bottlenecks: Bottleneck[]; compliance: ComplianceRow[];
  claims: Claim[]; tokens: TokenRow[]; forbidden: Forbidden[]; balances: BalanceRow[]; supply: SupplyRow[]; targets: Target[];
  variants: Variants; finance: Finance; certificate: Certificate; figures: Figure[]; assumptions: string[]; warnings: string[];
  recompute: {commands: string[]; files: string[]}; captions: {chart: string; sentence: string}[];
}
