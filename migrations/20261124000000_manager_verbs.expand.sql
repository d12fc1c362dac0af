-- Roles are rows: organisations made before managers could make, publish and review keep the old lists until now. A
-- manager's role that somebody has changed since stays as it is; administrators hold every verb.

UPDATE roles SET verbs = '["place.read","place.edit","instrument.read","instrument.edit","instrument.publish","response.read","response.judge","result.read","result.export","visit.read","visit.plan","visit.review","visit.publish","assessment.read","assessment.edit","target.edit","key.manage"]'
WHERE code = 'manager' AND verbs = '["place.read","instrument.read","response.read","result.read","result.export","visit.read","assessment.read","key.manage"]';

UPDATE roles SET verbs = '["place.read","place.edit","instrument.read","instrument.edit","instrument.publish","response.read","response.write","response.import","response.judge","result.read","result.export","visit.read","visit.plan","visit.fill","visit.review","visit.publish","assessment.read","assessment.edit","target.edit","user.manage","key.manage","audit.read"]'
WHERE code = 'administrator';
