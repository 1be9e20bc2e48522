export { calendarPart } from './calendar.demo.server.ts'
export { openCalendars } from './calendars.server.ts'
export { yearRoutes } from './year.routes.server.ts'
