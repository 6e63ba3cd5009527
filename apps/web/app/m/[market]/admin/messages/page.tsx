// Messages that somebody has reported.
import { ChatReports } from '../../../../../desk/admin/chat-reports.tsx'

export default function MessagesPage() {
  return <ChatReports />
}
