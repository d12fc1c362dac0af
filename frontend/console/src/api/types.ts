import type { components } from './schema';

// The shapes the API answers with, as its description says. An id that names nothing is "", a day is yyyymmdd or 0.
type S = components['schemas'];

export type Text = Record<string, string>;
export type ID = string;
export type Day = number;

export type Figure = S['Figure'];
export type Interval = S['Interval'];
export type Me = S['Me'];

export type InstrumentKind = 'survey' | 'checklist' | 'scorecard';
export type Document = S['Document'];
export type Section = S['Section'];
export type Item = S['Item'];
export type Option = S['Option'];
export type Band = S['Band'];
export type LibraryEntry = S['LibraryEntry'];
export type Instrument = S['InstrumentRow'];
export type InstrumentDetail = S['InstrumentView'];
export type Version = S['Version'];
export type Comparison = S['ComparisonView'];
export type Edit = S['EditView'];
export type Channel = S['ChannelView'];

export type Answer = S['Answer'];
export type Response = S['Response'];

export type Client = S['Client'];
export type Unit = S['Unit'];
export type Brand = S['Brand'];
export type Location = S['Location'];
export type Touchpoint = S['Touchpoint'];
export type Programme = S['Programme'];
export type Wave = S['Wave'];
export type Target = S['Target'];

export type Visit = S['Visit'];
export type VisitSummary = S['VisitSummary'];
export type VisitView = S['VisitView'];
export type VisitSection = S['VisitSectionView'];
export type VisitItem = S['VisitItemView'];
export type VisitMove = S['VisitMove'];

export type Assessment = S['Assessment'];
export type AssessmentDetail = S['AssessmentView'];
export type Line = S['AssessmentLine'];
export type LineKind = S['NewLine']['kind'];
export type Rating = S['Rating'];
export type RatingInput = Required<S['RatingInput']>;

export type ExportRequest = S['ExportRequest'];
export type Job = S['ExportView'];

export type User = S['UserView'];
export type Grant = S['Grant'];
export type Role = S['Role'];
export type APIKey = S['APIKey'];
export type AuditRow = S['AuditRow'];

export type Ref = S['ReportRef'];
export type WaveRef = S['ReportWaveRef'];
export type Change = S['ReportChange'];
export type Satisfaction = S['ReportSatisfaction'];
export type IndicatorRow = S['ReportIndicatorRow'];
export type ItemResult = S['ReportItemResult'];
export type NPSShares = S['ReportNPSShares'];
export type RankRow = S['ReportRankRow'];
export type HeatMap = S['ReportHeatMap'];
export type TrendPoint = S['ReportTrendPoint'];
export type Finding = S['ReportFinding'];
export type CrossTable = S['ReportCrossTable'];
export type CrossRow = S['ReportCrossRow'];
export type NumberResult = S['ReportNumberResult'];
export type Verbatim = S['ReportVerbatim'];

export type Checklist = S['ReportChecklist'];
export type BandCount = S['ReportBandCount'];
export type LeagueRow = S['ReportLeagueRow'];
export type CriticalFinding = S['ReportCriticalFinding'];
export type Competitors = S['ReportCompetitors'];

export type Benchmark = S['ReportBenchmark'];
export type BenchmarkSet = S['ReportBenchmarkSet'];
export type BenchmarkGap = S['ReportBenchmarkGap'];
